import { Masker } from '../../../../src/trace/masker';
import type { TraceEntry } from '../../../../src/trace/format';
import type { PageRecord } from '../../../../src/protocol/records';
import type { Scenario } from '../../../../src/simulator/scenario/format/scenario';
import type { ScenarioReport } from '../../../../src/simulator/scenario/run/report';
import { PlayedScenario } from '../../scenario/playedScenario';
import type { ScriptedWidget } from '../../scenario/playedScenario';

type Unstamped = PageRecord extends infer R ? (R extends PageRecord ? Omit<R, 'seq' | 'time'> : never) : never;

/** Takes down what a scripted widget and the desk do, as the bridge would report it. */
export class RecordedPlay {
  readonly records: PageRecord[] = [];
  readonly report: ScenarioReport;

  constructor(scenario: Scenario, widget: ScriptedWidget) {
    // The widget itself hears of an event after it is recorded.
    const play = new PlayedScenario(scenario, { subscribes: [] });
    let calls = 0;
    const add = (record: Unstamped) => {
      this.records.push({ ...record, seq: this.records.length + 1, time: play.time.now() });
    };
    const begin = (service: string, parameters: readonly unknown[]) => {
      calls += 1;
      const callId = String(calls);
      add({ kind: 'call', callId, by: 'widget', widget: 'w1', service, parameters: [...parameters] });
      return { kind: 'reply', callId, service, durationMs: 1 } as const;
    };
    if (widget.subscribes.length > 0) add({ ...begin('subscribe', [widget.subscribes]), outcome: 'succeeded' });
    play.desk.events.on(({ name, data }) => add({ kind: 'event', name, data }));
    play.listen(widget);
    play.onCall = (service, parameters, reply) => {
      const ended = begin(service, parameters);
      if (reply === undefined) add({ ...ended, outcome: 'timedOut' });
      else if ('errorMessage' in reply) add({ ...ended, outcome: 'failed', errorMessage: reply.errorMessage });
      else add({ ...ended, outcome: 'succeeded', data: reply.data });
    };
    this.report = play.toTheEnd();
  }

  /** What a trace of it has, masked. */
  get trace(): TraceEntry[] {
    const masker = new Masker();
    const load = { page: 'p', epoch: 1, title: 'Workspace', location: 'http://x/', origin: 'http://x', place: 'frame' };
    return [{ load }, ...this.records.map((record) => ({ page: 'p', epoch: 1, record: masker.record(record) }))];
  }
}
