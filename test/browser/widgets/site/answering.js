/* global window, location, URLSearchParams */
// A widget that answers what happens with calls, of a kind that its address names.
{
  const parameters = new URLSearchParams(location.search);
  let count = 0;
  /** Its second call has a value more, if its address says which. */
  const call = (request, ...values) => {
    count += 1;
    const more = count === 2 && parameters.has('second') ? [parameters.get('second')] : [];
    window.wire.send({ request, parameters: [...values, ...more] });
  };
  const seen = new Set();

  const answers = {
    /** Notes on each interaction, once, that it has seen it. */
    notes(name, { eventType, interaction }) {
      if (interaction === undefined || eventType === 'MARK_DONE' || seen.has(interaction.interactionId)) return;
      seen.add(interaction.interactionId);
      call('interaction.setUserData', interaction.interactionId, { Seen: 'yes' });
    },
    /** Blocks mark-done of a call until the agent tries it. */
    blocks(name, { eventType, interactionId, interaction }) {
      if (name === 'markdone') call('interaction.unblockMarkdone', interactionId);
      else if (eventType === 'ESTABLISHED') call('interaction.blockMarkdone', interaction.interactionId, 'Fill it in.');
    },
    /** Writes with each change of user data, too. */
    writes(name, { eventType, interaction }) {
      const isNews = eventType === 'ATTACHED_DATA_CHANGED' && interaction.userData.Seen === undefined;
      if (eventType === 'ESTABLISHED' || isNews)
        call('interaction.setUserData', interaction.interactionId, { Seen: 'yes' });
    },
    /** Asks for everything with every event. */
    asks() {
      call('interaction.getInteractions');
    },
  };

  const answer = answers[parameters.get('answers')];
  window.addEventListener('message', ({ data }) => {
    if (data?.event !== undefined && !parameters.has('silent')) answer(data.event, data.data);
  });
  window.wire.send({ event: 'subscribe', data: ['markdone', 'interaction'] });
}
