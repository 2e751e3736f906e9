import { effectOf } from '../../api/events/events';
import { beginningOf } from '../../base/text/beginningOf';
import { isRecordObject, lookup } from '../../base/guards';
import { findInteractions } from '../../model/workspaceState';
import { limits } from '../../protocol/limits';
import type { LiveInteraction } from '../../protocol/records';
import { unanswered } from '../../protocol/unanswered';
import type { Call, Ended } from './callRecorder';
import { firstQuestion } from './workspaceClient';
import { Debounced } from '../debounced';
import type { Recorder } from '../records/recorder';
import { plainText, snapshot } from '../records/snapshot';
import type { Later } from '../timers';

type Question = 'interaction.getInteractions' | 'agent.get' | 'media.getMediaList' | 'system.getAllowedServices';

/** How a successful answer is recorded. */
const learn: Readonly<Record<Question, (data: unknown, recorder: Recorder) => void>> = {
  'interaction.getInteractions': (data, recorder) => recorder.interactions(interactionsIn(data)),
  'agent.get': (data, recorder) => recorder.record({ kind: 'desk', agent: data }),
  'media.getMediaList': (data, recorder) => recorder.record({ kind: 'desk', media: data }),
  'system.getAllowedServices': (data, recorder) => recorder.record({ kind: 'desk', services: stringsIn(data) }),
};
const furtherQuestions: readonly Question[] = ['agent.get', 'media.getMediaList', 'system.getAllowedServices'];

/** Events that say that something changed without saying all of it. */
const askAfterEvent: Readonly<Record<string, Question>> = {
  agent: 'agent.get',
  media: 'media.getMediaList',
};

/** Calls that change what a question asks for, by their names. What only reads begins with get or is. */
const askAfterCall: readonly (readonly [RegExp, Question])[] = [
  [/^(interaction|voice|email|outbound)\.(?!get|is)/, 'interaction.getInteractions'],
  [/^agent\.set/, 'agent.get'],
  [/^media\.set/, 'media.getMediaList'],
];

/** Learns the desk once, and asks again only when something says that it changed without saying how. Never polls. */
export class DeskSync {
  #refused: Record<string, string> = {};
  /** When an event last told something about interactions, agent or media. */
  readonly #lastNews = new Map<Question, number>();
  readonly #askers = new Map<Question, Debounced>();
  /** What has to be asked because of an event, and not only because a call may have changed something. */
  readonly #vague = new Set<Question>();

  /**
   * @param ask calls a service and waits for how that ends; never throws
   * @param now a steady clock in milliseconds
   */
  constructor(
    private readonly recorder: Recorder,
    private readonly ask: (service: string) => Promise<Ended>,
    private readonly later: Later,
    private readonly now: () => number,
  ) {}

  /** Takes the answer to the first question in and asks the others. */
  async learn(first: Ended): Promise<void> {
    this.#take(firstQuestion, first);
    for (const asked of furtherQuestions.map((question) => this.#askNow(question))) await asked;
  }

  /** Nobody answers: no question has to be asked. */
  silent(reason: string): void {
    this.#refused = Object.fromEntries([firstQuestion, ...furtherQuestions].map((question) => [question, reason]));
    this.recorder.record({ kind: 'desk', refused: { ...this.#refused } });
  }

  /** An event came and was recorded. */
  heard(name: string, data: unknown): void {
    const question = name === 'interaction' ? firstQuestion : lookup(askAfterEvent, name);
    const news = question === firstQuestion ? newsOf(data) : 'vague';
    if (question === undefined || news === 'ofCase') return;
    this.#lastNews.set(question, this.now());
    if (news === 'vague') {
      this.#vague.add(question);
      this.#want(question);
    } else if (!this.#vague.has(question)) {
      // What a call changed has been told.
      this.#askers.get(question)?.cancel();
    }
  }

  /** A call of the widget or of a tool ended. An event that came since it began makes asking needless. */
  called({ service }: Call, ended: Ended, began: number): void {
    if (ended.outcome !== 'succeeded') return;
    for (const [pattern, question] of askAfterCall) {
      if (pattern.test(service) && (this.#lastNews.get(question) ?? -1) < began) this.#want(question);
    }
  }

  #want(question: Question): void {
    let asker = this.#askers.get(question);
    if (asker === undefined) {
      asker = new Debounced(() => void this.#askNow(question), this.later, this.now);
      this.#askers.set(question, asker);
    }
    asker.want();
  }

  async #askNow(question: Question): Promise<void> {
    this.#vague.delete(question);
    this.#take(question, await this.ask(question));
  }

  #take(question: Question, ended: Ended): void {
    const { [question]: before, ...others } = this.#refused;
    if (ended.outcome === 'succeeded') {
      learn[question](snapshot(ended.reply.data).value, this.recorder);
      if (before === undefined) return;
      this.#refused = others;
    } else {
      this.#refused = { ...others, [question]: reasonOf(ended) };
    }
    this.recorder.record({ kind: 'desk', refused: { ...this.#refused } });
  }
}

/** What an interaction event tells: an interaction, or that one left; something about a case; or nothing definite. */
function newsOf(data: unknown): 'ofInteraction' | 'ofCase' | 'vague' {
  if (findInteractions(data).length > 0) return 'ofInteraction';
  if (!isRecordObject(data)) return 'vague';
  const effect = effectOf(data.eventType);
  if (effect === 'interactionLeaves') return typeof data.interactionId === 'string' ? 'ofInteraction' : 'vague';
  return effect === undefined ? 'vague' : 'ofCase';
}

function reasonOf(ended: Ended): string {
  if (ended.outcome === 'notSent') return unanswered.notAsked;
  if (ended.outcome === 'timedOut') return unanswered.noReply;
  return beginningOf(plainText(ended.reply.errorMessage), limits.shortText);
}

function interactionsIn(data: unknown): LiveInteraction[] {
  return Array.isArray(data)
    ? data.filter((item): item is LiveInteraction => isRecordObject(item) && typeof item.interactionId === 'string')
    : findInteractions(data);
}

function stringsIn(data: unknown): string[] {
  return Array.isArray(data) ? data.filter((item) => typeof item === 'string') : [];
}
