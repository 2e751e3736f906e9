import { voiceName } from './voiceName';

/**
 * Leaves the function that posts for the bridge; to be run within its private frame. A message's sender is the window whose script posts it, so the posting itself has
 * to happen here. The target origin is any, as in the client library (`seen`): the frame that hosts the widget is
 * Workspace by definition, and its origin is not known before it answers.
 */
export function leaveVoice(window: Window): void {
  Reflect.defineProperty(window, voiceName, {
    value: (target: WindowProxy, message: unknown) => target.postMessage(message, '*'),
  });
}
