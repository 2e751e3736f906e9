import type { ScriptedWidget } from '../../scenario/playedScenario';

const seen = 'interaction.setUserData';
export const subscribes = ['markdone', 'interaction'];

/** Notes on each interaction, once, that it has seen it. */
function notes(): ScriptedWidget {
  const noted = new Set<string>();
  return {
    subscribes,
    told({ eventType, interactionId }, call) {
      if (interactionId === '' || eventType === 'MARK_DONE' || noted.has(interactionId)) return;
      noted.add(interactionId);
      call(seen, interactionId, { Seen: 'yes' });
    },
  };
}

/** The widgets that answer what the scenarios do; each begins anew with each play. */
const widgets: Readonly<Record<string, () => ScriptedWidget>> = {
  'blocked-markdone': () => ({
    subscribes,
    told({ name, eventType, interactionId }, call) {
      if (name === 'markdone') call('interaction.unblockMarkdone', interactionId);
      else if (eventType === 'ESTABLISHED') call('interaction.blockMarkdone', interactionId, 'Fill it in.');
    },
  }),
  'write-forbidden': () => ({
    subscribes,
    told({ eventType, interactionId }, call) {
      if (eventType === 'ESTABLISHED') call(seen, interactionId, { Seen: 'yes' });
    },
  }),
  'rate-limit': () => ({ subscribes, told: (_, call) => call('interaction.getInteractions') }),
};

/** A new widget that answers what a shipped scenario does. */
export function answeringWidget(scenario: string): ScriptedWidget {
  return (widgets[scenario] ?? notes)();
}
