/** How a page introduces itself: a module of its own, since the bridge's script need not check what it makes itself. */
import * as v from 'valibot';
import { epoch, pageHelloAnswers, pageId, seq, shortText, version } from './pageMessages';
import type { MethodTable } from './peer';

/** Where a bridge sits: in a widget's frame, or in the relay's own page as web content of a real or the simulated Workspace. */
export const placeSchema = v.picklist(['widget', 'webContent', 'simulator']);

export const pageIdentity = {
  /** Stays the same over reloads of the frame. */
  page: pageId,
  /** Grows with each load of the page. */
  epoch,
  /** How many records its earlier loads made, sent or not: a tool finds out by it what it did not get of them. */
  recordedBefore: v.optional(seq),
  title: shortText,
  /** Origin and path; never query or fragment, which may hold customers' data or keys. */
  location: shortText,
  place: placeSchema,
  /** What the user calls the desk that the page shows, where there are several. */
  desk: v.optional(shortText),
};

/** How a page introduces itself to the relay. */
export const pageHello = {
  hello: {
    params: v.strictObject({
      version,
      ...pageIdentity,
      bridge: shortText,
      /** Of the relay's own page in a frame: the origin of the page that holds it, see README.md. */
      holder: v.optional(shortText),
    }),
    result: pageHelloAnswers.hello.result,
  },
  /** The page has another title by now. */
  title: { params: v.strictObject({ title: shortText }) },
} as const satisfies MethodTable;
