import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect as baseExpect, test as baseTest } from '@playwright/test';
import type { FrameLocator, Page, TestInfo } from '@playwright/test';
import * as v from 'valibot';
import { version } from '../../../package.json';
import { unwatchedSimulatorAddress } from '../../presentation/connection/scriptTag';
import { newKey } from '../../relayClient/keys';
import { startRelay } from '../../relay/relay';
import { problemLines, readScenario } from '../../simulator/scenario/format/readScenario';
import type { Scenario } from '../../simulator/scenario/format/scenario';
import { withScenario } from '../../simulator/scenario/format/scenarioAddress';
import { findShippedScenario, shippedScenarioNames } from '../../simulator/scenario/format/shipped';
import { traceOfMessages, wireMessageSchema } from '../../trace/messagesTrace';
import type { DeskOptions, DesksideExpect, DesksideFixtures, DesksideInternals, DesksideOptions } from './api';
import type { DesksideTest, DesksideWorkerFixtures, Workspace } from './api';
import { matchers } from './matchers';
import { PageWorkspace, WorkspaceError } from './pageWorkspace';

/** How long a widget has to subscribe. */
const readyMs = 20_000;

/** The name under which messages are attached to the report of a test that failed. */
const attachment = 'messages of Workspace';

interface Needs extends Omit<DesksideOptions, 'widget'>, DesksideInternals, DesksideWorkerFixtures {
  /** The address that the configuration names. */
  readonly widget: unknown;
  readonly page: Page;
}

/** The Workspace behind each widget, so that both fixtures are made at once. */
const workspaces = new WeakMap<FrameLocator, Workspace>();

// First the option: below, the fixture of the same name takes its value and gives the frame instead.
const withOption = baseTest.extend<{ widget: unknown }>({ widget: [undefined, { option: true }] });

const withFixtures = withOption.extend<
  DesksideInternals & Omit<DesksideOptions, 'widget'> & DesksideFixtures,
  DesksideWorkerFixtures
>({
  widgetAddress: [undefined, { option: true }],
  scenario: [undefined, { option: true }],
  deskOptions: [{}, { option: true }],
  desksideRelay: [
    // eslint-disable-next-line no-empty-pattern -- Playwright wants it
    async ({}, use) => {
      const assetsFolder = join(__dirname, 'web');
      const relay = await startRelay({ port: 0, pageKey: newKey(), toolKey: newKey(), assetsFolder });
      await use(relay.address);
      await relay.dispose();
    },
    { scope: 'worker' },
  ],
  widget: async (
    { widget: configured, widgetAddress, scenario, deskOptions, desksideRelay, page }: Needs,
    use: (frame: FrameLocator) => Promise<void>,
    testInfo: TestInfo,
  ) => {
    const address = widgetAddress ?? (typeof configured === 'string' ? configured : undefined);
    const look = unwatchedSimulatorAddress(desksideRelay, { widgets: address === undefined ? [] : [address] });
    await page.addInitScript(configureFirst, deskOptions);
    await page.goto(scenario === undefined ? look : withScenario(look, scenarioNamed(scenario)));
    const workspace = new PageWorkspace(page);
    try {
      await untilReady(page, address);
    } catch (error) {
      await attachMessages(workspace, testInfo);
      throw error;
    }
    const frame = page.locator('iframe').first().contentFrame();
    workspaces.set(frame, workspace);
    await use(frame);
    if (testInfo.status !== testInfo.expectedStatus) await attachMessages(workspace, testInfo);
  },
  workspace: async ({ widget }: { readonly widget: FrameLocator }, use: (workspace: Workspace) => Promise<void>) => {
    const workspace = workspaces.get(widget);
    if (workspace === undefined)
      throw new WorkspaceError('The fixture widget was replaced. Name its address as option.');
    await use(workspace);
  },
});

/** Runs in every frame, before any script: sets the options before a widget is loaded. */
function configureFirst(options: DeskOptions): void {
  if (window.top !== window) return;
  let handle: Window['workspace'] | undefined;
  Object.defineProperty(window, 'workspace', {
    configurable: true,
    get: () => handle,
    set(made: Window['workspace']) {
      handle = made;
      made.configure(options);
    },
  });
}

async function untilReady(page: Page, address = 'the sample widget'): Promise<void> {
  try {
    await page.waitForFunction(() => window.workspace.messages().some(({ kind }) => kind === 'subscribe'), undefined, {
      timeout: readyMs,
    });
  } catch (error) {
    const said = await new PageWorkspace(page).messages().catch(() => []);
    const lines = said.map(({ kind, widget, name }) => `${kind} ${widget}: ${name}`);
    const why =
      lines.length === 0
        ? 'Workspace heard nothing of the widget.'
        : `The last messages:\n  ${lines.slice(-5).join('\n  ')}`;
    throw new WorkspaceError(
      `${address} has not subscribed to any event within ${readyMs / 1000} s, so it is not ready. ${why}`,
      { cause: error },
    );
  }
}

function scenarioNamed(name: string): Scenario {
  const shipped = findShippedScenario(name);
  if (shipped !== undefined) return shipped;
  let text: string;
  try {
    text = readFileSync(name, 'utf8');
  } catch {
    throw new WorkspaceError(
      `${name}: there is no such file. Give one, or one of these names: ${shippedScenarioNames.join(', ')}.`,
    );
  }
  const read = readScenario(text);
  if ('scenario' in read) return read.scenario;
  throw new WorkspaceError(problemLines(name, read.problems).join('\n'));
}

async function attachMessages(workspace: Workspace, testInfo: TestInfo): Promise<void> {
  // A page that is gone tells nothing.
  const messages = await workspace.messages().catch(() => []);
  const body = JSON.stringify(messages, undefined, 2);
  await testInfo.attach(attachment, { body, contentType: 'application/json' });
  const path = testInfo.outputPath('workspace.deskside-trace');
  const begun = messages[0]?.time ?? Date.now();
  const text = traceOfMessages(v.parse(v.array(wireMessageSchema), messages), {
    product: version,
    begun,
    masking: { allowedKeys: [] },
  });
  await writeFile(path, text, { mode: 0o600 });
  await testInfo.attach('trace of Workspace', { path, contentType: 'application/jsonl' });
}

interface Usable {
  use(options: object): void;
}

/** Lets `test.use({ widget })` name the address, although the test gets the frame under that name. */
function withWidgetOption<T extends Usable>(test: T): T & { use(options: Partial<DesksideOptions>): void } {
  const use = test.use.bind(test);
  return Object.assign(test, {
    use(options: object) {
      const { widget, ...others } = { widget: undefined, ...options };
      use(typeof widget === 'string' ? { ...others, widgetAddress: widget } : options);
    },
  });
}

/** Playwright's `test` with a Workspace of its own for each test, and the widget in it. */
export const test: DesksideTest = withWidgetOption(withFixtures);

/** Playwright's `expect` with matchers for a Workspace. */
export const expect: DesksideExpect = baseExpect.extend(matchers);
