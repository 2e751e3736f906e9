import { TraceWriter } from '../../../src/trace/traceWriter';
import type { SimulatorRig } from '../widgets/simulatorRig';

/** What the widget answers in the situations in which it does not only note what it has seen. */
const answers: Readonly<Record<string, string>> = {
  'blocked-markdone': 'blocks',
  'write-forbidden': 'writes',
  'rate-limit': 'asks',
};

/** The address of a widget that answers what a shipped scenario does. */
export function answeringAddress(rig: SimulatorRig, scenario: string): string {
  return `${rig.widget('answering.html')}?answers=${answers[scenario] ?? 'notes'}`;
}

/** The bytes of a masked trace of a shipped scenario, played with the widget that answers it while a tool records. */
export async function recordedTrace(rig: SimulatorRig, scenario: string): Promise<Buffer> {
  const tool = await rig.tool();
  const widget = answeringAddress(rig, scenario);
  const { page } = await rig.open(rig.address({ widget, scenario }) + rig.keyFragment);
  await page.waitForFunction(() => (window.workspace.scenarioReport()?.outcome ?? 'running') !== 'running', undefined, {
    timeout: 60_000,
  });
  const crossed = (kind: string) =>
    page.evaluate((kind) => window.workspace.messages().filter((each) => each.kind === kind).length, kind);
  const [requests, events] = [await crossed('request'), await crossed('event')];
  const isCall = ({ by, service }: { by: string; service: string }) => by === 'widget' && service !== 'subscribe';
  await tool.until('all calls', () => tool.of('call').filter(isCall).length >= requests);
  await tool.until('all events', () => tool.of('event').length >= events);
  const writer = new TraceWriter({ product: 'test', begun: Date.now(), masking: { allowedKeys: [] } });
  const own = await tool.page();
  const records = tool.records.filter(({ page }) => page === own.page).map(({ record }) => record);
  return Buffer.from(writer.header() + writer.lines(own, records));
}
