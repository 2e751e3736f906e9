import type { CallOutcome } from './conditions';

/** What a widget did, as seen from Workspace. */
export type WidgetAct =
  | {
      readonly kind: 'call';
      readonly service: string;
      readonly parameters: readonly unknown[];
      readonly outcome: CallOutcome;
    }
  | { readonly kind: 'subscription'; readonly events: readonly string[] };
