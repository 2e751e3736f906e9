import * as v from 'valibot';
import { toTimelinePage } from '../presentation/timeline/messages';
import type { FromTimelinePage, TimelineNews } from '../presentation/timeline/messages';

/** What VS Code gives the script of a webview, once. */
interface WebviewApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): WebviewApi;

/** The extension, as the page of the timeline reaches it. */
export class TimelineHost {
  readonly #api = acquireVsCodeApi();

  /** Hands over what the extension tells. What is not of its form is left out. */
  listen(take: (message: TimelineNews) => void): void {
    window.addEventListener('message', ({ origin, data }: MessageEvent<unknown>) => {
      // VS Code posts from this page's own origin.
      if (origin !== window.origin) return;
      const message = v.safeParse(toTimelinePage, data);
      if (message.success) take(message.output);
      else console.error('Deskside: a message that the timeline does not know', v.flatten(message.issues));
    });
  }

  send(message: FromTimelinePage): void {
    this.#api.postMessage(message);
  }

  /** What the page kept when it was hidden, as far as it is of this form. */
  kept<S extends v.GenericSchema>(schema: S): v.InferOutput<S> | undefined {
    const kept = v.safeParse(schema, this.#api.getState());
    return kept.success ? kept.output : undefined;
  }

  keep(state: unknown): void {
    this.#api.setState(state);
  }
}
