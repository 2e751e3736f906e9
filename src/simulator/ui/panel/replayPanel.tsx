import type { VNode } from 'preact';
import { useSimulator } from '../parts/simulatorContext';
import { useChanges } from '../parts/useChanges';
import { PlayReport } from './playReport';

/** Tells how a recording is replayed, and where the widget does otherwise than it did. */
export function ReplayPanel(): VNode {
  const { replays } = useSimulator();
  useChanges(replays.changed);
  const { report } = replays;
  if (report === undefined) {
    return (
      <p class="quiet">
        Nothing is replayed. Run <em>Deskside: Replay in Simulator…</em> with a trace.
      </p>
    );
  }
  return (
    <>
      <p class="quiet">
        The rules of the desk are off: widgets get the events and replies of the recording, and the desk stays empty.
      </p>
      <p>
        {replays.isWaitingForNext && (
          <button type="button" onClick={() => replays.next()}>
            Next event
          </button>
        )}{' '}
        <button type="button" onClick={() => location.reload()}>
          Replay again
        </button>
      </p>
      <PlayReport report={report} />
    </>
  );
}
