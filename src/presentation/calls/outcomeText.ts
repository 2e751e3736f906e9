import type { MethodSpec } from '../../api/method';
import type { InvokeResult } from '../../protocol/messages';
import { uiText } from '../text/text';

/** How the end of a call is told to the user. */
export interface OutcomeText {
  /** `done` where there is nothing more to see. */
  readonly tone: 'done' | 'information' | 'warning' | 'error';
  readonly text: string;
}

/** One sentence on how the call ended and, where Workspace said nothing, one with what to do. */
export function outcomeText(method: MethodSpec, result: InvokeResult): OutcomeText {
  const duration = `${Math.round(result.durationMs)} ms`;
  switch (result.outcome) {
    case 'succeeded':
      return { tone: method.result === 'void' ? 'done' : 'information', text: `${method.title}: done in ${duration}.` };
    case 'failed': {
      const reason = uiText(result.errorMessage ?? '', 300) || 'without a reason';
      return { tone: 'error', text: `${method.title} failed: ${reason}` };
    }
    case 'timedOut':
      return {
        tone: 'warning',
        text: `${method.title}: Workspace did not reply in ${duration}. The service may not be allowed to this page, or too many requests were sent; look at Deskside Events.`,
      };
  }
}
