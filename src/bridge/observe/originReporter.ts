import * as v from 'valibot';
import { isEvent, isReply, isWorkspaceMessage } from '../../api/wire';
import { eventCountSchema, widgetOriginMark } from '../../api/widgetOrigin';
import type { Heard, WidgetOrigin } from '../../api/widgetOrigin';
import { guarded } from '../guarded';
import { steadyTime } from '../timers';
import { callSite } from './callSite';
import { Dispatches } from './dispatches';
import { hasLibrary, watchLibrary } from './libraryWatch';
import { tapMessages } from './messageTap';
import { WorkspaceWindow } from './workspaceWindow';

/**
 * In a widget of a simulated Workspace, which reports its calls itself: tells that, before each call, how the call came
 * about.
 *
 * @param isSimulator whether a window is such a Workspace
 */
export function reportOrigins(page: Window, callSites: boolean, isSimulator: (window: WindowProxy) => boolean): void {
  const dispatches = new Dispatches<Heard>(page, steadyTime);
  /** How many events have come; unknown until Workspace says how many came before. */
  let events: number | undefined;
  let library: string | undefined;
  const workspace = new WorkspaceWindow(page, true, () => begin());
  const tell = (origin: WidgetOrigin) => {
    const { current } = workspace;
    if (current !== undefined && isSimulator(current)) current.postMessage(origin, '*');
  };
  const begin = () => {
    events = undefined;
    tell({ mark: widgetOriginMark, begins: true });
  };
  const heard = (message: MessageEvent<unknown>) => {
    watch.look();
    const { source, data } = message;
    if (source === null || source !== workspace.current) return false;
    if (v.is(eventCountSchema, data)) {
      events = data.events;
      return true;
    }
    if (!isWorkspaceMessage(data)) return false;
    if (isReply(data)) dispatches.begin(message, { reply: String(data.referenceId) });
    else if (isEvent(data) && events !== undefined) dispatches.begin(message, { event: ++events });
    return false;
  };
  const watch = watchLibrary(page, {
    found: (file) => {
      library = file;
    },
    sendMessage: (original) => {
      guarded(() => {
        const { reference } = dispatches;
        const at = callSites ? callSite(library) : undefined;
        tell({
          mark: widgetOriginMark,
          ...(reference === undefined ? {} : { [reference.as]: reference.record }),
          ...(at === undefined ? {} : { at }),
        });
      });
      return original();
    },
    targetWWEWindow: (original, [window]) => {
      const result = original();
      guarded(() => workspace.target(window));
      return result;
    },
  });
  tapMessages(page, hasLibrary(page), heard)();
  watch.begin();
  begin();
}
