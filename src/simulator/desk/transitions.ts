import type { InteractionState, RecordingState } from '../../api/states';
import type { FarEndMove, InteractionAction, ReachAction } from './actions';
import type { InteractionNews } from './assumptions';
import type { DeskOptions } from './options';

/** Who may bring a transition about. `desk` is the desk itself: a timer, or what follows from something else. */
export type Actor = 'agent' | 'widget' | 'farEnd' | 'desk';

/** What an interaction can be asked to do. */
export type Move = InteractionAction | ReachAction | FarEndMove | 'ringTimesOut' | 'joinChat';

/** What must hold besides the state. */
export type Condition = 'isConsultation' | 'inConference';

/** What goes with a transition: `holdOthers` comes before it, the others after it. */
export type Effect = 'holdOthers' | 'selectCase' | 'afterCallWork' | 'leave';

/** One step in the life of an interaction. */
export interface Transition {
  readonly move: Move;
  readonly by: readonly Actor[];
  readonly from: readonly InteractionState[];
  /** `same` where only something else changes, `before` to return to where it stood. */
  readonly to: InteractionState | 'same' | 'before';
  /** What subscribers are told; none where whoever runs the transition tells it. */
  readonly news?: InteractionNews;
  readonly when?: Condition;
  /** The recording must be in one of these states. */
  readonly whenRecording?: readonly RecordingState[];
  readonly recording?: RecordingState;
  readonly effects?: readonly Effect[];
  /** What the desk does at once afterwards. */
  readonly next?: Move;
}

/** What happens by itself in a state after as many milliseconds as the option says. */
export interface Clockwork {
  readonly move: Move;
  readonly after: keyof Pick<DeskOptions, 'ringTimeoutMs' | 'farEndAnswersAfterMs' | 'serverStepMs'>;
}

/** The life of an interaction of one kind. The first transition that fits counts. */
export interface Life {
  readonly transitions: readonly Transition[];
  readonly clockwork: Partial<Record<InteractionState, Clockwork>>;
  /** Where changed user data shows as a state of its own, until the next transition. */
  readonly showsUserData: readonly InteractionState[];
}

/** The agent with the mouse or a widget with a call. */
export const atTheDesk = ['agent', 'widget'] as const satisfies readonly Actor[];
/** A far end told to, or by itself after a while. */
export const byItself = ['farEnd', 'desk'] as const satisfies readonly Actor[];
