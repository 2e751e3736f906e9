/**
 * The events that services bring about. That a change of an interaction, of the agent's state or of a medium is told by the
 * event of that name is documented for selectCaseByCaseId and `assumed` for the others.
 */
const broughtAbout: Readonly<Record<string, readonly string[]>> = {
  interaction: [
    'interaction.setUserData',
    'interaction.deleteUserData',
    'interaction.selectCaseByCaseId',
    'interaction.markdone',
    'interaction.accept',
    'interaction.reject',
    'interaction.singleStepTransfer',
    'interaction.singleStepConference',
    'interaction.consult',
    'interaction.completeTransfer',
    'interaction.completeConference',
    'voice.dial',
    'voice.dialEx',
    'voice.answer',
    'voice.hold',
    'voice.resume',
    'voice.hangUp',
    'voice.startCallRecording',
    'voice.stopCallRecording',
    'voice.pauseCallRecording',
    'voice.resumeCallRecording',
    'email.create',
    'outbound.getPreviewRecord',
    'outbound.callPreviewRecord',
    'outbound.rejectPreviewRecord',
    'outbound.cancelPreviewRecord',
    'outbound.startDirectPushPreview',
  ],
  agent: ['agent.setState'],
  media: ['media.setState'],
};

const events: ReadonlyMap<string, string> = new Map(
  Object.entries(broughtAbout).flatMap(([event, services]) => services.map((service) => [service, event] as const)),
);

/** The event that tells of what a service does; undefined for a service that only asks, or that no event tells of. */
export function eventOf(service: string): string | undefined {
  return events.get(service);
}
