import { agentStates } from '../assumptions';
import type { DeskOptions } from './options';
import type {
  AgentProfile,
  AgentState,
  Campaign,
  CampaignRecord,
  DeskCase,
  DeskInteraction,
  DeskMedia,
  Dialog,
  FrameRole,
  MarkdoneWarning,
  MenuView,
  Toast,
} from './types';

/** All that the desk holds. The modules of the desk change it; everybody else looks at it as DeskState. */
export class DeskStore {
  agent: AgentProfile;
  agentState: AgentState = agentStates.ready.value;
  /** What the agent's state can be set to. */
  agentStates: readonly AgentState[] = [];
  media: readonly DeskMedia[] = [];
  /** In the order in which they came. */
  readonly cases = new Map<string, DeskCase>();
  readonly interactions = new Map<string, DeskInteraction>();
  /** Undefined only while there are no cases. */
  selectedCaseId: string | undefined = undefined;
  readonly toasts = new Map<string, Toast>();
  /** Texts that toasts left under "My messages". */
  myMessages: readonly string[] = [];
  readonly dialogs = new Map<string, Dialog>();
  readonly menuViews = new Map<string, MenuView>();
  markdoneWarning: MarkdoneWarning | undefined = undefined;
  readonly campaigns = new Map<string, Campaign>();
  /** By handle. */
  readonly records = new Map<number, CampaignRecord>();
  /** Campaigns push records without asking. */
  directPush = false;
  microphoneMuted = false;
  speakerMuted = false;
  frameRole: FrameRole = 'leading';
  /** When the agent, or a widget on the agent's behalf, last did something, in milliseconds since 1970. */
  lastActivity: number;
  /** Widgets whose requests are ignored, with the time until when; undefined is for ever. */
  readonly quarantined = new Map<string, number | undefined>();

  constructor(options: DeskOptions, now: number) {
    this.agent = options.agent;
    this.lastActivity = now;
  }

  /**
   * Keeps all as it is; the function that this returns brings it back. What the maps hold never changes in place, and each
   * field has a value from the start.
   */
  keep(): () => void {
    const kept = Object.entries(this).map(([key, held]: [string, unknown]) => {
      return { key, held, copy: new Map<unknown, unknown>(held instanceof Map ? held : []) };
    });
    return () => {
      for (const { key, held, copy } of kept) {
        if (!(held instanceof Map)) Reflect.set(this, key, held);
        else {
          held.clear();
          for (const [name, value] of copy) held.set(name, value);
        }
      }
    };
  }
}

/** All that the desk holds, to look at. */
export type DeskState = { readonly [Field in Exclude<keyof DeskStore, 'keep'>]: LookedAt<DeskStore[Field]> };

type LookedAt<Value> = Value extends Map<infer Key, infer Held> ? ReadonlyMap<Key, Held> : Value;
