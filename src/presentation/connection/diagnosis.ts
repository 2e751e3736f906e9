import { catalogue, serviceName } from '../../api/catalogue';
import type { HostedWidget } from '../../api/observation';
import { acceptedOriginsOption } from '../../api/options';
import { newestOf } from '../../model/history/newestOf';
import { opaqueOrigin } from '../../protocol/handshake';
import type { Refusal, RefusalReason } from '../../protocol/messages';
import type { Page } from '../../session/page';
import { certificateAdvice } from '../../relayClient/certificate';
import type { HttpAnswer } from '../../relayClient/httpAnswer';
import type { LinkStatus } from '../../session/link/toolLink';
import { isAllowed } from '../interactions/abilities';
import type { DiagnosisAdvice } from './diagnosisAdvice';
import { widgetStatus } from './hostedWidgets';
import { isOutside, isRefusal, isSimulator, outsideAdvice, pageName, placeText } from './pageFacts';
import type { RelayOwner } from './relayAddress';
import { refusalReasons } from '../log/refusalLog';
import { suspiciousTimeOuts, timeOutRow } from '../log/silence';
import { count, oneLine, quoted } from '../text/text';

/** Who was turned away, and how long ago in milliseconds. */
export type RecentRefusal = Refusal & { readonly agoMs: number };

/** Everything that a report on the connection looks at. */
export interface ConnectionFacts {
  /** Versions and the like, for who reads the report. */
  readonly environment: readonly string[];
  /** Whether the user trusts the folder; undefined where nobody asks that. */
  readonly trusted: boolean | undefined;
  /** What can be done where the report is made. */
  readonly advice: DiagnosisAdvice;
  /** The relay's HTTP address, or undefined while Deskside is off. */
  readonly address: string | undefined;
  /** Why it could not be started the last time it was tried, if it could not. */
  readonly startFailure?: string | undefined;
  /** Undefined while Deskside is off. */
  readonly owner: RelayOwner | undefined;
  readonly status: LinkStatus;
  readonly answer: HttpAnswer;
  /** Whether the relay has the bridge's script. */
  readonly hasScript: boolean;
  /** How long ago a page loaded the bridge's script, in milliseconds; undefined if none did, or if that is not known. */
  readonly scriptLoadedAgoMs: number | undefined;
  /** The origin of the page that asked for the script last, if its tag was such that the browser did not run it. */
  readonly scriptBlockedFor?: string | undefined;
  readonly allowedOrigins: readonly string[];
  /** Who was turned away of late. */
  readonly refusals: readonly RecentRefusal[];
  readonly pages: readonly Page[];
}

/** One thing that must be right; `next` says what to do where it is not. */
export interface DiagnosisFinding {
  readonly state: 'right' | 'wrong' | 'unknown';
  readonly what: string;
  readonly text: string;
  readonly next?: string;
}

/**
 * How a report calls pages. A title may name a customer, so a report that leaves this machine goes by origins; who reads it
 * here knows the pages by their titles.
 */
export type PageNames = 'origins' | 'titles';

/**
 * Looks at each step of the way from Workspace to the editor. Nothing in it is a key, and reasons that Workspace gave are
 * left out.
 */
export function diagnose(facts: ConnectionFacts, names: PageNames = 'origins'): readonly DiagnosisFinding[] {
  return [...trust(facts), relay(facts), toolKey(facts), script(facts), ...origins(facts), ...pages(facts, names)];
}

/**
 * The report as text to read, or with origins as names to copy. How much is wrong stands first, and what that is; each finding
 * is one line, which an editor wraps.
 */
export function diagnosisText(facts: ConnectionFacts, names: PageNames = 'origins'): string {
  const findings = diagnose(facts, names);
  const wrong = findings.filter(({ state }) => state === 'wrong');
  const others = findings.filter(({ state }) => state !== 'wrong');
  const summary =
    wrong.length === 0 ? 'Nothing is wrong that can be seen from here.' : `${count(wrong.length, 'problem')} found.`;
  const head = ['Deskside: connection report', facts.environment.join(', '), '', summary];
  const lists = [wrong, others].filter((list) => list.length > 0).map((list) => ['', ...list.flatMap(linesOf)]);
  return [head, ...lists, ['']].flat().join('\n');
}

function linesOf({ state, what, text, next }: DiagnosisFinding): string[] {
  return [`${marks[state]} ${what}: ${text}`, ...(next === undefined ? [] : [`    → ${next}`])];
}

const marks = { right: '✓', wrong: '✗', unknown: '?' } as const satisfies Record<DiagnosisFinding['state'], string>;

function trust({ trusted }: ConnectionFacts): DiagnosisFinding[] {
  const what = 'Workspace trust';
  if (trusted === undefined) return [];
  return [
    trusted
      ? { state: 'right', what, text: 'this folder is trusted' }
      : { state: 'wrong', what, text: 'this folder is not trusted', next: 'Run “Workspaces: Manage Workspace Trust”.' },
  ];
}

/** What to do where another answers than a relay that runs by itself, or nobody, by how one gets there. */
const relayAdvice = {
  elsewhere: {
    other: 'Run “Deskside: Connect to Relay…” with the address that the relay printed.',
    nothing:
      'Start the relay with deskside serve, and run “Deskside: Connect to Relay…” with the address that it prints.',
  },
  proxy: {
    other:
      'Look whether the proxy before the relay reaches it, and passes on Host as 127.0.0.1 and the port of the relay.',
    nothing: 'Check the address, and that the proxy before the relay runs; a firewall may stand in between.',
  },
} as const;

function relay({ address, owner, answer, startFailure, advice: place }: ConnectionFacts): DiagnosisFinding {
  const what = 'Relay';
  if (address === undefined || owner === undefined) {
    const why = startFailure === undefined ? '' : `. The last start failed: ${oneLine(startFailure, 500)}`;
    return {
      state: 'wrong',
      what,
      text: `Deskside is off${why}`,
      next: startFailure === undefined ? place.start : `Correct that. ${place.start}`,
    };
  }
  const where = `${address} (${place.owners[owner]})`;
  const advice = relayAdviceFor(address, owner, place);
  switch (answer) {
    case 'relay':
      return { state: 'right', what, text: `answers at ${where}` };
    case 'other':
      return { state: 'wrong', what, text: `what answers at ${where} is no relay of Deskside`, next: advice.other };
    case 'nothing':
      return { state: 'wrong', what, text: `nothing answers at ${where}`, next: advice.nothing };
    default: {
      const { text, next } = certificateAdvice[answer];
      return { state: 'wrong', what, text: `the certificate of ${where} ${text}`, next };
    }
  }
}

function relayAdviceFor(address: string, owner: RelayOwner, { otherOnPort, nothingOnPort }: DiagnosisAdvice) {
  if (isSecure(address)) return relayAdvice.proxy;
  return owner === 'elsewhere' ? relayAdvice.elsewhere : { other: otherOnPort, nothing: nothingOnPort };
}

/** No relay speaks TLS: there is a proxy before this one. */
function isSecure(address: string): boolean {
  return address.startsWith('https:');
}

function toolKey({ status, answer, advice }: ConnectionFacts): DiagnosisFinding {
  const what = `Connection of ${advice.here}`;
  switch (status.kind) {
    case 'connected':
      return { state: 'right', what, text: `its key was taken; the relay is ${oneLine(status.relay)}` };
    case 'connecting':
      return { state: 'unknown', what, text: 'it is being made', next: 'Run this again in a moment.' };
    case 'trouble':
      // Without the relay the cause is the relay, not this connection.
      return { state: answer === 'relay' ? 'wrong' : 'unknown', what, text: oneLine(status.message, 500) };
    case 'off':
      return { state: 'unknown', what, text: 'there is none' };
  }
}

function script({ hasScript, scriptBlockedFor, answer }: ConnectionFacts): DiagnosisFinding {
  const what = 'Bridge script';
  if (answer !== 'relay') return { state: 'unknown', what, text: 'it needs the relay' };
  if (scriptBlockedFor !== undefined) {
    return {
      state: 'wrong',
      what,
      text: `a page of ${oneLine(scriptBlockedFor)} asks for it as a module or with crossorigin: browsers do not run it then`,
      next: 'Take type="module" and crossorigin out of the script tag, or copy the tag again.',
    };
  }
  return hasScript
    ? { state: 'right', what, text: 'the relay serves it' }
    : { state: 'wrong', what, text: 'the relay does not have it', next: 'Install Deskside again.' };
}

function origins(facts: ConnectionFacts): DiagnosisFinding[] {
  const what = 'Allowed origins';
  if (facts.status.kind !== 'connected') return [{ state: 'unknown', what, text: needsConnection(facts) }];
  const allowed = ['the relay’s own', ...facts.allowedOrigins.map((origin) => oneLine(origin))].join(', ');
  return [
    { state: 'right', what, text: allowed },
    ...turnedAway(facts).map((refusal): DiagnosisFinding => {
      const from = refusal.origin === undefined ? '' : ` of ${oneLine(refusal.origin)}`;
      const who = refusal.held === true ? 'the bridge page in a frame' : `a ${refusal.role}`;
      const next = refusalAdvice(refusal, facts);
      return {
        state: 'wrong',
        what: 'Turned away',
        text: `${who}${from}, ${Math.round(refusal.agoMs / 1000)} s ago: ${refusalReasons[refusal.reason]}`,
        next,
      };
    }),
  ];
}

/** The refusals that would happen again now. */
function turnedAway({ refusals, allowedOrigins }: ConnectionFacts): readonly RecentRefusal[] {
  return refusals.filter(
    ({ role, reason, origin, keyMatches }) =>
      role !== 'page' || reason !== 'origin' || !keyMatches || !allowedOrigins.includes(origin ?? ''),
  );
}

function refusalAdvice(refusal: Refusal, { address, owner, advice }: ConnectionFacts): string {
  const { role, reason, origin, keyMatches } = refusal;
  if (reason === 'origin' && role === 'page') {
    if (!keyMatches) {
      return `It has no valid key either. If the page is yours, allow its origin too. ${advice.newScriptTag}`;
    }
    if (origin === opaqueOrigin) return 'A sandbox or a policy hides the origin, and such a page is never let in.';
    return advice.allowOrigin(refusal, owner);
  }
  if (reason === 'key') {
    return origin !== undefined && origin === address
      ? 'It is a page of Deskside’s own with an earlier key: close it, and open it again.'
      : advice.newScriptTag;
  }
  if (reason === 'version') {
    return `Load the page again. If it has a copy of the bridge, it needs the script tag instead. ${advice.newScriptTag}`;
  }
  return otherAdvice[reason];
}

const otherAdvice: Readonly<Record<Exclude<RefusalReason, 'key' | 'version'>, string>> = {
  host: 'Use an address that begins with 127.0.0.1 or localhost.',
  capacity: 'Close some pages.',
  origin: 'A tool says no origin: only pages have one.',
  request: 'Look at who connects there: it may be another program.',
};

function needsConnection({ advice }: ConnectionFacts): string {
  return `it needs the connection of ${advice.here}`;
}

function pages(facts: ConnectionFacts, names: PageNames): DiagnosisFinding[] {
  if (facts.status.kind !== 'connected') return [{ state: 'unknown', what: 'Page', text: needsConnection(facts) }];
  if (facts.pages.length === 0) return noPage(facts);
  return facts.pages.flatMap((page) =>
    pageFindings(page, names === 'titles' ? titled(page) : nameOf(page, facts.pages), facts.advice),
  );
}

function titled({ info }: Page): string {
  return `Page ${quoted(pageName(info))} of ${oneLine(info.origin)}`;
}

/** Pages go by their origins, and by their numbers where several have the same. */
function nameOf({ info }: Page, all: readonly Page[]): string {
  const same = all.filter((other) => other.info.origin === info.origin);
  const number = same.length === 1 ? '' : ` ${same.findIndex((other) => other.info === info) + 1}`;
  return `Page${number} of ${oneLine(info.origin)}`;
}

function noPage(facts: ConnectionFacts): DiagnosisFinding[] {
  const { scriptLoadedAgoMs, address = '', advice } = facts;
  const what = 'Page';
  const otherWay = advice.otherWay === undefined ? '' : ` ${advice.otherWay}`;
  if (turnedAway(facts).some(({ role }) => role === 'page')) {
    return [{ state: 'unknown', what, text: 'none is connected; look at who was turned away first' }];
  }
  if (scriptLoadedAgoMs === undefined) {
    return [
      {
        state: 'wrong',
        what,
        text: 'none is connected, and none is known to have loaded the bridge’s script',
        next: `Open the page in Workspace with the script tag in it. If the tag is there, look into the console of the page: its Content Security Policy may forbid the script (script-src) or the socket (connect-src), or the browser may ask for permission to reach the local network; a frame needs allow="loopback-network" from the page around it.${certificateHint(address)}${otherWay}`,
      },
    ];
  }
  return [
    {
      state: 'wrong',
      what,
      text: `none is connected, though one loaded the bridge’s script ${Math.round(scriptLoadedAgoMs / 1000)} s ago`,
      next: 'Look into the console of the page, where the bridge says why. Its Content Security Policy may forbid the socket: add ws://127.0.0.1:* to connect-src. If nothing stands there, the page has no valid data-key, or waits a few seconds before it tries again.',
    },
  ];
}

function certificateHint(address: string): string {
  return isSecure(address) ? ` The browser must trust the certificate too: open ${address} in it and look.` : '';
}

function pageFindings(page: Page, what: string, advice: DiagnosisAdvice): DiagnosisFinding[] {
  const { info, desk, history } = page;
  const hello: DiagnosisFinding = info.connected
    ? { state: 'right', what, text: `said hello (${placeText(info.place)})` }
    : { state: 'unknown', what, text: 'is away', next: 'It comes back by itself, or the page was closed.' };
  if (!info.connected) return [hello, ...lost(what, history)];
  return [
    hello,
    ...(info.place === 'widget' ? [library(what, desk.library)] : []),
    ...page.desk.widgets.map((widget) => hostedWidget(what, widget)),
    ...replies(what, page, advice),
    ...allowedServices(what, page),
    ...warnings(what, history),
    ...lost(what, history),
  ];
}

function hostedWidget(page: string, widget: HostedWidget): DiagnosisFinding {
  const { tone, text, next } = widgetStatus(widget);
  const where = URL.canParse(widget.address) ? ` (${oneLine(new URL(widget.address).origin)})` : '';
  return {
    state: tone,
    what: `${page}, widget ${oneLine(widget.name)}`,
    text: `${text}${where}`,
    ...(next === undefined ? {} : { next }),
  };
}

function library(what: string, found: boolean | undefined): DiagnosisFinding {
  if (found === undefined) return { state: 'unknown', what, text: 'not known yet whether it has the client library' };
  return found
    ? { state: 'right', what, text: 'has the client library' }
    : {
        state: 'unknown',
        what,
        text: 'has no client library (genesys.wwe.service)',
        next: 'Fine if the widget speaks the wire by itself; its calls are not seen then.',
      };
}

function replies(what: string, page: Page, advice: DiagnosisAdvice): DiagnosisFinding[] {
  const timeOuts = timeOutRow(page.history).length;
  return [
    ...answers(what, page, advice),
    ...(timeOuts < suspiciousTimeOuts
      ? []
      : [
          {
            state: 'wrong',
            what,
            text: `the last ${timeOuts} calls had no reply: perhaps quarantine`,
            next: 'Wait half a minute; see service-client-api.rate-limit.',
          } as const,
        ]),
  ];
}

function answers(what: string, page: Page, { whyRefused }: DiagnosisAdvice): DiagnosisFinding[] {
  const reasons = Object.entries(page.desk.refused);
  if (reasons.length === 0) return [{ state: 'right', what, text: 'Workspace replies to it' }];
  if (isOutside(page)) return [{ state: 'wrong', what, text: 'is not inside Workspace', next: outsideAdvice }];
  const kinds = [
    {
      text: 'Workspace did not answer',
      services: reasons.filter(([, reason]) => !isRefusal(reason)),
      next: `An administrator names the page’s origin (the relay’s, for its bridge page) in ${acceptedOriginsOption}.`,
    },
    {
      text: 'Workspace refused',
      services: reasons.filter(([, reason]) => isRefusal(reason)),
      next: `${whyRefused} An administrator decides in ${acceptedOriginsOption} what the page’s origin may use.`,
    },
  ];
  return kinds.flatMap(({ text, services, next }): DiagnosisFinding[] => {
    const names = oneLine(services.map(([service]) => oneLine(service, 60)).join(', '), 500);
    return names === '' ? [] : [{ state: 'wrong', what, text: `${text} ${names}`, next }];
  });
}

function allowedServices(what: string, { info, desk: { services } }: Page): DiagnosisFinding[] {
  if (services === undefined) return [{ state: 'unknown', what, text: 'the allowed services are not known' }];
  const refused = catalogue.map(serviceName).filter((service) => !isAllowed(service, services));
  return [
    refused.length === 0
      ? { state: 'right', what, text: 'may use all services' }
      : {
          // An administrator may leave services out on purpose.
          state: 'right',
          what,
          text: `may use ${catalogue.length - refused.length} of ${catalogue.length} services; it may not use ${refused.join(', ')}`,
          next: isSimulator(info)
            ? 'If it should, allow it in the simulator’s sheet Options.'
            : `If it should, an administrator allows it in ${acceptedOriginsOption}.`,
        },
  ];
}

const mostWarnings = 3;
/** Notices that are looked through: the same one may have come again and again. */
const mostNotices = 200;

/** The last warnings of the bridge, each once. */
function warnings(what: string, history: Page['history']): DiagnosisFinding[] {
  const notices = newestOf(history, 'notice', ({ name }) => name !== 'info', mostNotices);
  const texts = notices.map(({ text }) => oneLine(text, 500));
  const last = [...new Set(texts)].slice(0, mostWarnings).reverse();
  return last.map((text) => ({ state: 'unknown', what, text: `said: ${text}` }));
}

function lost(what: string, history: Page['history']): DiagnosisFinding[] {
  let records = 0;
  for (const { lost: missing = 0 } of history.newest()) records += missing;
  if (records === 0) return [];
  return [
    {
      state: 'wrong',
      what,
      text: `${count(records, 'record')} did not come`,
      next: 'Load the page again to learn its state anew. What did not come is in no log.',
    },
  ];
}
