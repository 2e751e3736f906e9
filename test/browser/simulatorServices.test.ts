import assert from 'node:assert/strict';
import type { Frame, Page } from 'playwright-core';
import { catalogue, isServiceName, serviceName } from '../../src/api/catalogue';
import { sharedBrowser } from './support/sharedBrowser';
import type { Before, Run, Stage } from './widgets/runs/run';
import { runs } from './widgets/runs/runs';
import { RawWidget } from './widgets/rawWidget';
import { SimulatorRig, until } from './widgets/simulatorRig';

/** How a widget answers that was told to call a service. */
interface Called {
  readonly data?: unknown;
  readonly why?: string;
}

declare global {
  interface Window {
    runService(service: string, parameters: readonly unknown[], done: (called: Called) => void): void;
  }
}

interface Kind {
  readonly name: string;
  readonly page: string;
  readonly isReady: string;
  call(frame: Frame, service: string, parameters: readonly unknown[]): Promise<Called>;
}

/** Three widgets, each written as another author would write it. */
const kinds: readonly Kind[] = [
  {
    name: 'a classic script with callbacks and a client library of today',
    page: 'library.html',
    isReady: '"runService" in window',
    call: (frame, service, parameters) =>
      frame.evaluate(
        ([service, parameters]) =>
          new Promise<Called>((resolve) => window.runService(service, parameters, (called) => resolve(called))),
        [service, parameters] as const,
      ),
  },
  {
    name: 'a bundle with promises and a client library of before March 2023',
    page: 'bundled.html',
    isReady: '"widget" in window',
    call: (frame, service, parameters) =>
      frame.evaluate(
        ([service, parameters]) =>
          window.widget.call(service, ...parameters).then(
            (data): Called => ({ data }),
            (error: unknown): Called => ({ why: String(error) }),
          ),
        [service, parameters] as const,
      ),
  },
  {
    name: 'the raw wire without any library',
    page: 'raw.html',
    isReady: '"wire" in window',
    call: async (frame, service, parameters) => {
      const { data, errorMessage } = await new RawWidget(frame).ask(service, ...parameters);
      return errorMessage === undefined ? { data } : { why: errorMessage };
    },
  },
];

const options = {
  acceptedOrigins: '* (*, auth.getJwtToken)',
  farEndAnswersAfterMs: 0,
  serverStepMs: 0,
  configuration: {
    'interaction-workspace': { 'voice.auto-answer': 'false', 'voice.mark-done-on-release': 'false' },
    MySection: { colour: 'green' },
  },
};

describe('all services of the API', () => {
  let rig: SimulatorRig;
  before(async () => {
    rig = await SimulatorRig.start(await sharedBrowser());
  });
  after(() => rig.stop());

  for (const kind of kinds) {
    describe(`called by ${kind.name}`, () => {
      let page: Page;
      let frame: Frame;
      let problems: string[];
      before(async () => {
        ({ page, problems } = await rig.open(
          rig.address({ widget: rig.widget(kind.page), hiddenWidget: rig.widget('raw.html?listener') }),
        ));
        frame = await rig.frame(page, (url) => url === rig.widget(kind.page));
        await until(frame, kind.isReady);
        const listener = await rig.frame(page, (url) => url.endsWith('?listener'));
        await until(listener, '"wire" in window');
        await new RawWidget(listener).subscribe('messenger:news');
        await page.evaluate((options) => window.workspace.configure(options), options);
      });
      after(async () => {
        assert.deepEqual(problems, []);
        await rig.clear();
      });

      const call = async (service: string, ...parameters: readonly unknown[]): Promise<unknown> => {
        const { data, why } = await kind.call(frame, service, parameters);
        assert.equal(why, undefined, `${service} failed`);
        return data;
      };
      const look = () => page.evaluate(() => window.workspace.state());

      /** Runs a service and returns what shows that it was done. */
      const seenOf = async (service: string, { given, parameters, seen }: Run): Promise<unknown> => {
        const stage: Stage = { page, site: rig.site.origin, call };
        const subject = given === undefined ? '' : await given(stage);
        const before: Before = { site: stage.site, subject, before: await look() };
        const data = await call(service, ...(parameters?.(before) ?? (given === undefined ? [] : [subject])));
        return seen({ ...before, page, data, state: await look() });
      };

      // Whatever can be closed is closed, so that the next service finds a desk that is not full.
      afterEach(() =>
        page.evaluate(() => {
          const { interactions, toasts, dialogs } = window.workspace.state();
          for (const { interactionId, markdoneBlocks } of interactions.toReversed()) {
            if (Object.keys(markdoneBlocks).length > 0) continue;
            for (const action of ['release', 'cancelPreview', 'markDone'] as const) {
              if (window.workspace.availableActions(interactionId).includes(action)) {
                window.workspace.act({ do: action, interactionId });
              }
            }
          }
          for (const { id } of toasts) window.workspace.act({ do: 'dismissToast', toastId: id });
          for (const { id } of dialogs) window.workspace.act({ do: 'closeDialog', dialogId: id });
        }),
      );

      for (const method of catalogue) {
        const service = serviceName(method);
        it(`${service} does what it says`, async () => {
          assert.ok(isServiceName(service));
          assert.deepEqual(await seenOf(service, runs[service]), runs[service].is);
        });
      }

      it('that exist are these and no others', () => {
        assert.deepEqual(Object.keys(runs).toSorted(), catalogue.map(serviceName).toSorted());
      });

      it('and one that does not exist tells it to the failed callback', async () => {
        const { why } = await kind.call(frame, 'interaction.accept', ['no such interaction']);
        assert.match(why ?? '', /There is no interaction no such interaction\.$/);
      });
    });
  }
});
