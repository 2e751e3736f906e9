import * as v from 'valibot';
import type { HostedWidget } from '../../api/observation';
import { count, oneLine } from '../../presentation/text/text';
import type { Page } from '../../session/page';
import { waitUntil } from '../../session/link/waitUntil';
import type { ToolContext } from '../agentHost';
import { AgentRefusal } from '../refusal';
import { defineTool } from '../tool';
import { simulatorPage, widgetFacts } from './simulatorAnswers';
import type { SimulatorWidgets } from './simulatorControl';
import { foreignAddresses } from './widgetAddresses';

const mostWidgets = 10;
/** A page connects at once, a widget subscribes when it is loaded. */
const connectionMs = 15_000;
const widgetsMs = 15_000;

const address = v.pipe(
  v.string(),
  v.url(),
  v.regex(/^https?:/, 'must begin with http:// or https://'),
  v.maxLength(2_000),
);
const addresses = v.optional(v.pipe(v.array(address), v.maxLength(mostWidgets)));

export const startSimulator = defineTool({
  name: 'deskside_start_simulator',
  title: 'Start the simulated Workspace',
  description:
    'Starts a simulated Agent Workspace with a widget in it, in a browser without a window, and waits until the widget has subscribed or it is known why it has not. Nothing in it reaches a customer. Start it again after you changed the widget’s code: it begins anew with an empty desk. The widget’s own server must run.',
  effect: 'simulates',
  input: v.strictObject({
    widgets: v.pipe(
      addresses,
      v.description(
        'Addresses of widgets, such as http://localhost:5173/: on this machine, or on a site of which the user named a widget. Without any: those in the user’s settings, or a sample widget.',
      ),
    ),
    interactionWidgets: v.pipe(
      addresses,
      v.description('Addresses of widgets that are shown for each interaction; $Interaction.Id$ in them is filled in.'),
    ),
  }),
  announce: ({ widgets = [] }) =>
    widgets.length === 0
      ? 'Start the simulated Workspace'
      : `Start the simulated Workspace with ${widgets.map((each) => oneLine(each, 100)).join(', ')}`,
  async run({ widgets, interactionWidgets }, context) {
    const { host, signal } = context;
    const [foreign] = foreignAddresses(
      [...(widgets ?? []), ...(interactionWidgets ?? [])],
      host.simulator.namedWidgets,
    );
    if (foreign !== undefined) {
      throw new AgentRefusal(
        `${oneLine(foreign)} is neither on this machine nor on a site that the user named. Name a widget on localhost, or ask the user to name this one by ${host.permissions.namesWidgetsBy}.`,
      );
    }
    const named: SimulatorWidgets | undefined =
      widgets === undefined && interactionWidgets === undefined
        ? undefined
        : { widgets: widgets ?? [], interactionWidgets: interactionWidgets ?? [] };
    await host.simulator.start(named, signal);
    const page = await connectedPage(context);
    const session = await host.session();
    await waitUntil(
      [session.onPages, session.onDesk],
      () => page.desk.widgets.length > 0 && page.desk.widgets.every(isSettled),
      widgetsMs,
      signal,
    );
    const hosted = page.desk.widgets;
    return {
      text: `The simulated Workspace runs as page ${page.id} with ${count(hosted.length, 'widget')}. Bring something in with deskside_bring_in.`,
      data: hosted.map((widget) => ({ widget: widget.name, ...widgetFacts(widget) })),
    };
  },
});

function isSettled({ state }: HostedWidget): boolean {
  return state !== 'loading' && state !== 'loaded' && state !== 'library';
}

async function connectedPage({ host, signal }: ToolContext): Promise<Page> {
  const session = await host.session();
  const find = (): Page | undefined => simulatorPage(session, host.simulator);
  await waitUntil([session.onPages, session.onDesk], () => find() !== undefined, connectionMs, signal);
  const page = find();
  if (page !== undefined) return page;
  throw new AgentRefusal(
    'The simulated Workspace runs, but its page has not connected to the relay. Look into deskside_view_simulator for its console, and start it again.',
  );
}
