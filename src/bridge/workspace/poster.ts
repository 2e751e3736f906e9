/** Under this name the script in the private frame leaves its function for the bridge. */
export const posterName = 'desksidePoster';

/**
 * Installs the function that posts for the bridge; to be run within its private frame, since a message's sender is the window
 * whose script posts it. The target origin is any, as in the client library (`seen`): the frame that hosts the widget is
 * Workspace by definition, and its origin is not known before it answers.
 */
export function installPoster(window: Window): void {
  Reflect.defineProperty(window, posterName, {
    value: (target: WindowProxy, message: unknown) => target.postMessage(message, '*'),
  });
}
