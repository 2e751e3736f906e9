import type { InteractionState, RecordingState } from '../../../api/states';
import type { FarEndMove, InteractionAction, ReachAction } from './actions';
import type { InteractionEventKind } from '../assumptions';
import type { DeskOptions } from '../state/options';

/** Who may bring a transition about. `desk` is the desk itself: a timer, or what follows from something else. */
export type Actor = 'agent' | 'widget' | 'farEnd' | 'desk';

/** What an interaction can be asked to do. */
export type Move = InteractionAction | ReachAction | FarEndMove | 'ringTimesOut' | 'joinChat';

/** What must hold besides the state. */
export type TransitionCondition = 'isConsultation' | 'inConference';

/** What goes with a transition: `holdOthers` comes before it, the others after it. */
export type Effect = 'holdOthers' | 'selectCase' | 'afterCallWork' | 'leave';

/** One transition of a state machine. */
export interface Transition {
  readonly move: Move;
  readonly by: readonly Actor[];
  readonly from: readonly InteractionState[];
  /** `same` where only something else changes, `before` to return to where it stood. */
  readonly to: InteractionState | 'same' | 'before';
  /** The event that subscribers get; none where the caller of the transition sends one itself. */
  readonly event?: InteractionEventKind;
  readonly when?: TransitionCondition;
  /** The recording must be in one of these states. */
  readonly whenRecording?: readonly RecordingState[];
  readonly recording?: RecordingState;
  readonly effects?: readonly Effect[];
  /** What the desk does at once afterwards. */
  readonly next?: Move;
}

/** A move that the desk makes by itself in a state, after as many milliseconds as the option says. */
export interface AutomaticTransition {
  readonly move: Move;
  readonly after: keyof Pick<DeskOptions, 'ringTimeoutMs' | 'farEndAnswersAfterMs' | 'serverStepMs'>;
}

/** The state machine of one kind of interactions. The first transition that fits counts. */
export interface StateMachine {
  readonly transitions: readonly Transition[];
  readonly automaticTransitions: Partial<Record<InteractionState, AutomaticTransition>>;
  /** Where changed user data shows as a state of its own, until the next transition. */
  readonly showsUserData: readonly InteractionState[];
}

/** The agent with the mouse or a widget with a call. */
export const atTheDesk = ['agent', 'widget'] as const satisfies readonly Actor[];
/** A far end told to, or by itself after a while. */
export const byItself = ['farEnd', 'desk'] as const satisfies readonly Actor[];
