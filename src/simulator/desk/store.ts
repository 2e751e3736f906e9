import { agentStates } from './assumptions';
import type { DeskOptions } from './options';
import type { DeskState } from './state';
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

/** The desk's memory: what DeskState shows, to be changed by the modules of the desk, and how far it has counted. */
export class DeskStore implements DeskState {
  agent: AgentProfile;
  agentState: AgentState = agentStates.ready.value;
  agentStates: readonly AgentState[] = [];
  media: readonly DeskMedia[] = [];
  readonly cases = new Map<string, DeskCase>();
  readonly interactions = new Map<string, DeskInteraction>();
  selectedCaseId: string | undefined;
  readonly toasts = new Map<string, Toast>();
  messages: readonly string[] = [];
  readonly dialogs = new Map<string, Dialog>();
  readonly menuViews = new Map<string, MenuView>();
  markdoneWarning: MarkdoneWarning | undefined;
  readonly campaigns = new Map<string, Campaign>();
  readonly records = new Map<number, CampaignRecord>();
  directPush = false;
  microphoneMuted = false;
  speakerMuted = false;
  frameRole: FrameRole = 'leading';
  lastActivity: number;
  readonly quarantined = new Map<string, number | undefined>();

  /** How many there have been, so that each gets a number of its own. */
  interactionCount = 0;
  toastCount = 0;
  dialogCount = 0;
  recordCount = 0;

  constructor(options: DeskOptions, now: number) {
    this.agent = options.agent;
    this.lastActivity = now;
  }
}
