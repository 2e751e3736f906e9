import { catalogue, serviceName } from '../../../../src/api/catalogue';
import type { FrameRole } from '../../../../src/simulator/desk/state/types';
import type { Run, Stage } from './run';

const toast = async ({ call }: Stage) => String(await call('system.popupToast', { title: 'Old', buttons: ['Show'] }));
const dialog = async ({ call, site }: Stage) =>
  String(await call('system.openDialog', `${site}/raw.html?dialog`, { label: 'Notes' }));
const view = async ({ call }: Stage) => {
  await call('system.updateViewInApplicationMenuBar', { name: 'crm', label: 'CRM' });
  return 'crm';
};

/** Asks a question whose answer is yes once the window has this role. */
const whileIts = (role: FrameRole): Run => ({
  given: async ({ page }) => {
    await page.evaluate((role) => window.workspace.happen({ happens: 'frameBecomes', role }), role);
    return role;
  },
  parameters: () => [],
  seen: ({ data }) => data,
  is: true,
});

export const systemRuns = {
  'system.getAllowedServices': {
    seen: ({ data }) => catalogue.filter((method) => !(data as string[]).includes(serviceName(method))),
    is: [],
  },
  'system.triggerActivity': {
    given: async ({ page }) => {
      // So that an activity now is later than the last one.
      await page.waitForFunction(() => Date.now() > window.workspace.state().lastActivity);
      return '';
    },
    parameters: () => [],
    seen: ({ before, state }) => state.lastActivity > before.lastActivity,
    is: true,
  },
  'system.popupToast': {
    parameters: () => [{ title: 'Somebody waits', keyValues: { Since: '9:00' }, buttons: ['Show'], width: 300 }],
    seen: ({ state, data }) => {
      const shown = state.toasts.find(({ id }) => id === data);
      return [shown?.title, shown?.keyValues, shown?.buttons, shown?.width];
    },
    is: ['Somebody waits', { Since: '9:00' }, ['Show'], '300'],
  },
  'system.updateToast': {
    given: toast,
    parameters: ({ subject }) => [subject, { title: 'New' }],
    seen: ({ state, subject }) => {
      const shown = state.toasts.find(({ id }) => id === subject);
      return [shown?.title, shown?.buttons];
    },
    is: ['New', ['Show']],
  },
  'system.closeToast': {
    given: toast,
    seen: ({ state, subject }) => state.toasts.some(({ id }) => id === subject),
    is: false,
  },
  'system.openDialog': {
    parameters: ({ site }) => [`${site}/raw.html?id=$Dialog.Id$`, { label: 'Of $Agent.FullName$', width: '430px' }],
    seen: ({ state, data, site }) => {
      const shown = state.dialogs.find(({ id }) => id === data);
      return [shown?.url === `${site}/raw.html?id=${String(data)}`, shown?.label, shown?.width];
    },
    is: [true, 'Of Ada Morgan', '430px'],
  },
  'system.closeDialog': {
    given: dialog,
    seen: ({ state, subject }) => state.dialogs.some(({ id }) => id === subject),
    is: false,
  },
  'system.updateViewInApplicationMenuBar': {
    given: view,
    parameters: () => [{ name: 'crm', shortLabel: 'C' }],
    seen: ({ state }) => state.menuViews.map(({ label, shortLabel }) => [label, shortLabel]),
    is: [['CRM', 'C']],
  },
  'system.closeViewInApplicationMenuBar': { given: view, seen: ({ state }) => state.menuViews, is: [] },
  'system.amIVisible': { seen: ({ data }) => data, is: true },
  'system.isFrameLeading': whileIts('leading'),
  'system.isFrameFollowing': whileIts('following'),
  'system.isFrameNegotiating': whileIts('negotiating'),
  'system.isFrameLeadingOrNegotiating': whileIts('negotiating'),
  'system.isLastActiveFrame': whileIts('leading'),
  'messenger.broadcastMessage': {
    parameters: () => ['news', { foo: 'A text.', bar: 1234 }],
    seen: ({ page }) =>
      page.evaluate(() =>
        window.workspace
          .messages()
          .filter(({ kind, name }) => kind === 'event' && name.startsWith('messenger:'))
          .map(({ name, message }) => [name, message]),
      ),
    is: [['messenger:news', { foo: 'A text.', bar: 1234 }]],
  },
  'configuration.getOption': {
    parameters: () => [['voice.*', 'MySection/*']],
    seen: ({ data }) => data,
    is: [
      {
        name: 'interaction-workspace',
        options: { 'voice.auto-answer': 'false', 'voice.mark-done-on-release': 'false' },
      },
      { name: 'MySection', options: { colour: 'green' } },
    ],
  },
  'auth.getJwtToken': {
    seen: ({ data }) => Object.entries(data as object).map(([key, value]) => `${key}: ${typeof value}`),
    is: ['jwtToken: string', 'expiration: string'],
  },
} as const satisfies Record<string, Run>;
