import type { Disposable } from '../../base/disposable';
import { isFunction, isRecordObject } from '../../base/guards';
import { guarded } from '../guarded';
import type { Later } from '../timers';
import { posterName } from './poster';

const privateHost = 'deskside-bridge';

/** What the bridge calls its Trusted Types policy. */
const policyName = 'deskside';

/** How long the frame's script may take to load. */
const longestLoadMs = 10_000;

/** A report of a violation comes in a task of its own. */
const reportMs = 50;

/**
 * The integrity of that script as this bridge was built with it. The bridge loads it again when the page has removed the
 * frame: by then another program may have taken the port of the relay, whose script would run with the page's rights.
 */
declare const privateFrameIntegrity: string;

/** A window of the bridge's own, from which it speaks to Workspace. */
export interface PrivateFrame extends Disposable {
  readonly window: Window;
  /**
   * Sends a message whose sender, for the one who gets it, is that window.
   * @throws Error if the frame is no longer in the page
   */
  post(target: WindowProxy, message: object): void;
}

/** Why there is no private frame, as a sentence with what to do about it. */
export interface FrameRefusal {
  readonly refused: string;
}

export interface PrivateFrameOptions {
  /** Address of bridgeFrame.js. */
  readonly script: string;
  /** The nonce of the bridge's own script tag, for pages that ask for one. */
  readonly nonce: string;
  readonly later: Later;
  /** Runs once if the page removes the frame after it was opened. */
  readonly lost: () => void;
}

/**
 * Opens a hidden frame of the page's own origin with a small script in it: who posts is the window whose script
 * runs. It stands in a shadow tree, so that neither `window.length` nor `frames` nor a query for frames shows it.
 * Resolves to the reason where the page forbids it (content security policy, Trusted Types), and to undefined
 * if the page removes it meanwhile.
 */
export async function openPrivateFrame(
  page: Document,
  { script, nonce, later, lost }: PrivateFrameOptions,
): Promise<PrivateFrame | FrameRefusal | undefined> {
  const host = page.createElement(privateHost);
  const refuse = (refused: string): FrameRefusal | undefined => {
    const removed = !host.isConnected;
    host.remove();
    return removed ? undefined : { refused };
  };
  host.hidden = true;
  const frame = page.createElement('iframe');
  host.attachShadow({ mode: 'closed' }).append(frame);
  await loaded(frame, later, () => page.documentElement.append(host));
  const { contentDocument: inside, contentWindow: window } = frame;
  if (inside === null || window === null) return refuse(texts.notLoaded(script));
  // Where the debugger puts scripts into new frames, the voice is there already, whatever the page's policy.
  if (!(posterName in window)) {
    const reason = await load(inside, window, script, nonce, later);
    if (reason !== undefined) return refuse(reason);
  }
  const voice: unknown = Reflect.get(window, posterName);
  if (!isFunction(voice)) return refuse(texts.notLoaded(script));

  const isThere = () => host.isConnected && frame.contentWindow === window && posterName in window;
  let reported = false;
  const check = () => {
    if (reported || isThere()) return;
    reported = true;
    host.remove();
    lost();
  };
  // The page is left, or the frame is removed: which it was is known a moment later.
  window.addEventListener('pagehide', () => later(0, () => guarded(check)));
  return {
    window,
    post(target, message) {
      if (!isThere()) {
        later(0, () => guarded(check));
        throw new Error('the page has removed the bridge’s frame');
      }
      Reflect.apply(voice, undefined, [target, message]);
    },
    dispose: () => {
      reported = true;
      host.remove();
    },
  };
}

const texts = {
  trustedTypes: `The page’s Trusted Types forbid the bridge’s script: add ${policyName} to trusted-types.`,
  policy: (script: string, directive: string) =>
    `The page’s content security policy forbids the bridge’s script: add ${script} to its ${directive}.`,
  notLoaded: (script: string) => `${script} did not load.`,
};

/** Loads the script into the frame; resolves to the reason if that fails. */
async function load(
  inside: Document,
  window: TypedWindow,
  script: string,
  nonce: string,
  later: Later,
): Promise<string | undefined> {
  let blockedBy: string | undefined;
  inside.addEventListener('securitypolicyviolation', ({ effectiveDirective, disposition }) => {
    if (disposition === 'enforce') blockedBy ??= effectiveDirective;
  });
  const tag = inside.createElement('script');
  if (nonce !== '') tag.nonce = nonce;
  tag.integrity = privateFrameIntegrity;
  tag.crossOrigin = 'anonymous';
  try {
    tag.src = scriptUrl(window, script);
  } catch {
    return texts.trustedTypes;
  }
  if (await loaded(tag, later, () => inside.head.append(tag))) return undefined;
  await new Promise<void>((resolve) => void later(reportMs, resolve));
  return blockedBy === undefined ? texts.notLoaded(script) : texts.policy(script, blockedBy);
}

/** What is used of Trusted Types, which not all browsers have. What a policy makes goes only where an address does. */
type TypedWindow = Window & {
  readonly trustedTypes?: {
    createPolicy(name: string, rules: UrlRules): UrlRules;
  };
};
interface UrlRules {
  createScriptURL(url: string): string;
}

/** The address in the form that a page with Trusted Types wants. */
function scriptUrl({ trustedTypes }: TypedWindow, url: string): string {
  try {
    return trustedTypes?.createPolicy(policyName, { createScriptURL: (text) => text }).createScriptURL(url) ?? url;
  } catch {
    // The page allows other policies only; it may do without types for scripts.
    return url;
  }
}

/** Whether a window is the private frame of some bridge. */
export function isPrivateFrame(window: Window): boolean {
  try {
    // Of the parent's realm, whose classes are not this window's.
    const root: unknown = window.frameElement?.getRootNode();
    const host = isRecordObject(root) ? root.host : undefined;
    return isRecordObject(host) && host.localName === privateHost;
  } catch {
    // The parent is of another origin, or sandboxed.
    return false;
  }
}

/** Whether an element loads. One that is removed with its frame neither loads nor fails. */
function loaded(element: HTMLElement, later: Later, begin: () => void): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = later(longestLoadMs, () => resolve(false));
    const end = (well: boolean) => () => {
      timer.dispose();
      resolve(well);
    };
    element.addEventListener('load', end(true), { once: true });
    element.addEventListener('error', end(false), { once: true });
    guarded(begin);
  });
}
