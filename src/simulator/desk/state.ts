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

/** All that the desk holds, to look at. */
export interface DeskState {
  readonly agent: AgentProfile;
  readonly agentState: AgentState;
  /** What the agent's state can be set to. */
  readonly agentStates: readonly AgentState[];
  readonly media: readonly DeskMedia[];
  /** In the order in which they came. */
  readonly cases: ReadonlyMap<string, DeskCase>;
  readonly interactions: ReadonlyMap<string, DeskInteraction>;
  /** Undefined only while there are no cases. */
  readonly selectedCaseId: string | undefined;
  readonly toasts: ReadonlyMap<string, Toast>;
  /** Texts that toasts left under "my messages". */
  readonly messages: readonly string[];
  readonly dialogs: ReadonlyMap<string, Dialog>;
  readonly menuViews: ReadonlyMap<string, MenuView>;
  readonly markdoneWarning: MarkdoneWarning | undefined;
  readonly campaigns: ReadonlyMap<string, Campaign>;
  /** By handle. */
  readonly records: ReadonlyMap<number, CampaignRecord>;
  /** Campaigns push records without asking. */
  readonly directPush: boolean;
  readonly microphoneMuted: boolean;
  readonly speakerMuted: boolean;
  readonly frameRole: FrameRole;
  /** When the agent or a widget on the agent's behalf last did something, in milliseconds since 1970. */
  readonly lastActivity: number;
  /** Widgets whose requests are ignored, with the time until when; undefined is for ever. */
  readonly quarantined: ReadonlyMap<string, number | undefined>;
}
