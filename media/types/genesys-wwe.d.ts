// Types of the Service Client API of Genesys Agent Workspace: genesys.wwe.service, as its client library defines it.
// Written by Deskside from its catalogue. Each fact says how certain it is:
//   [doc] the vendor's reference or sample says so; [seen] observed in the public client library; [assumed] a guess.
// Values that Workspace may add to are open: a text that is not listed is no error. The types of events are closed, so
// that `switch` can tell them apart; isKnownEvent() of deskside/client tells whether an event is one of them.
// Deskside offers newer types as long as nobody changes this file.
// Checksum: d5f7e9ccb028a8172144c7c3a61b199013d7e91f5e81137f6e437b2db2177cbe

declare namespace genesys.wwe {
  /** The client library. Its calls return nothing: what they bring comes to `succeeded` or `failed`. */
  const service: Service;

  interface Service {
    readonly interaction: InteractionService;
    readonly agent: AgentService;
    readonly voice: VoiceService;
    readonly media: MediaService;
    readonly email: EmailService;
    readonly outbound: OutboundService;
    readonly sipEndpoint: SipEndpointService;
    readonly system: SystemService;
    readonly messenger: MessengerService;
    readonly configuration: ConfigurationService;
    readonly auth: AuthService;

    /**
     * Calls `handler` at each event of these names, once Workspace has answered.
     * A second subscription to a name replaces the first, and functions of the same source text count as one. [seen]
     */
    subscribe<N extends EventName>(events: N | readonly N[], handler: (message: EventOf<N>) => void, context?: unknown): this;
    /** Ends a subscription. Takes the very function that was subscribed. [seen] */
    unsubscribe(handler: (message: never) => void): this;
    /** Sends a message of the wire's form and returns its reference id. [seen] */
    sendMessage(message: object, succeeded?: Succeeded<unknown>, failed?: Failed): string;
    /** Names the window of Workspace, for a page that hosts Workspace in a frame of its own. [seen] */
    targetWWEWindow(window: Window): void;
    /** Stops listening to Workspace. [seen] */
    unload(): void;
    /** Gets the texts that Workspace sends. [seen] */
    onMessage?: (message: string) => void;
  }

  interface InteractionService {
    /**
     * Gets all interactions of the agent. [doc]
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    getInteractions(succeeded?: Succeeded<Interaction[]>, failed?: Failed): void;
    /**
     * Gets one interaction. An id that does not exist is no failure: the result is null. [doc]
     * @param interactionId Id of the interaction.
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    getByInteractionId(interactionId: string, succeeded?: Succeeded<Interaction | null>, failed?: Failed): void;
    /**
     * Sets keys of the user data of a live interaction and overwrites those that exist. An administrator may restrict the keys (service-client-api.user-data.write-allowed). [doc]
     * Makes sense in RINGING, DIALING, TALKING, HELD, PREVIEW, INVITED, ACCEPTED, CREATED, PULLED, SAVED, TRANSFERRING, INVITED_CONFERENCE, USER_DATA_ATTACHED, USER_DATA_UPDATED, JOIN_PENDING, HISTORY_IN_PROGRESS, HISTORY_DONE, READY. [assumed]
     * @param interactionId Id of the interaction.
     * @param keyValues The keys and values to set.
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    setUserData(interactionId: string, keyValues: UserData, succeeded?: Succeeded<unknown>, failed?: Failed): void;
    /**
     * Deletes one key of the user data. An administrator may restrict the keys (service-client-api.user-data.write-allowed). [doc]
     * Makes sense in RINGING, DIALING, TALKING, HELD, PREVIEW, INVITED, ACCEPTED, CREATED, PULLED, SAVED, TRANSFERRING, INVITED_CONFERENCE, USER_DATA_ATTACHED, USER_DATA_UPDATED, JOIN_PENDING, HISTORY_IN_PROGRESS, HISTORY_DONE, READY. [assumed]
     * @param interactionId Id of the interaction.
     * @param key The key to delete.
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    deleteUserData(interactionId: string, key: string, succeeded?: Succeeded<unknown>, failed?: Failed): void;
    /**
     * Selects a case in Workspace. Subscribers of "interaction" get CASE_COLLAPSED and CASE_EXPANDED for the old selection and CASE_SELECTED for the new one. [doc]
     * @param caseId Id of the case.
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    selectCaseByCaseId(caseId: string, succeeded?: Succeeded<unknown>, failed?: Failed): void;
    /**
     * Marks the interaction as done. For pull and direct push previews this also stops the delivery of further records. [doc]
     * Makes sense in IDLE, REVOKED, COMPLETED, ERROR, TRANSFER_COMPLETED, LEFT_CONFERENCE, JOIN_FAILED, CANCELLED, SENT, CANCELED, REJECTED, ACCEPTED, CREATED, PULLED, SAVED, PREVIEW, READY, HISTORY_DONE, USER_DATA_ATTACHED, USER_DATA_UPDATED. [assumed]
     * @param interactionId Id of the interaction.
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    markdone(interactionId: string, succeeded?: Succeeded<unknown>, failed?: Failed): void;
    /**
     * Keeps the agent from marking the interaction done and shows a warning instead. Subscribe to "markdone" to learn of attempts. It starts the time of the option service-client-api.block-markdone-timeout. [doc]
     * @param interactionId Id of the interaction.
     * @param warningMessage What the agent gets to read.
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    blockMarkdone(interactionId: string, warningMessage: string, succeeded?: Succeeded<unknown>, failed?: Failed): void;
    /**
     * Takes back an earlier blockMarkdone. [doc]
     * @param interactionId Id of the interaction.
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    unblockMarkdone(interactionId: string, succeeded?: Succeeded<unknown>, failed?: Failed): void;
    /**
     * Accepts an interaction that rings at the agent. [doc]
     * Makes sense in RINGING, INVITED, INVITED_CONFERENCE. [assumed]
     * @param interactionId Id of the interaction.
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    accept(interactionId: string, succeeded?: Succeeded<unknown>, failed?: Failed): void;
    /**
     * Rejects an interaction that rings at the agent. [doc]
     * Makes sense in RINGING, INVITED, INVITED_CONFERENCE. [assumed]
     * @param interactionId Id of the interaction.
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    reject(interactionId: string, succeeded?: Succeeded<unknown>, failed?: Failed): void;
    /**
     * Transfers the interaction without a consultation. [doc]
     * Makes sense in TALKING, HELD, ACCEPTED, PULLED, CREATED, SAVED, HISTORY_DONE, USER_DATA_ATTACHED, USER_DATA_UPDATED. [assumed]
     * @param interactionId Id of the interaction.
     * @param targetQuery Whom to reach: an object with type and destination, or a string for a custom contact.
     * @param userData User data to attach; empty for none.
     * @param extensions Extensions to pass on; empty for none. Has no meaning for chat.
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    singleStepTransfer(interactionId: string, targetQuery: string | Target, userData: UserData | null | undefined, extensions: UserData | null | undefined, succeeded?: Succeeded<unknown>, failed?: Failed): void;
    /**
     * Brings another party into the interaction without a consultation. [doc]
     * Makes sense in TALKING, HELD, ACCEPTED, PULLED, CREATED, SAVED, HISTORY_DONE, USER_DATA_ATTACHED, USER_DATA_UPDATED. [assumed]
     * @param interactionId Id of the interaction.
     * @param targetQuery Whom to reach: an object with type and destination, or a string for a custom contact.
     * @param userData User data to attach; empty for none.
     * @param extensions Extensions to pass on; empty for none. Has no meaning for chat.
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    singleStepConference(interactionId: string, targetQuery: string | Target, userData: UserData | null | undefined, extensions: UserData | null | undefined, succeeded?: Succeeded<unknown>, failed?: Failed): void;
    /**
     * Starts a consultation about the interaction, in its media or, if the target query names one, in another. [doc]
     * Makes sense in TALKING, HELD, ACCEPTED, PULLED, CREATED, SAVED, HISTORY_DONE, USER_DATA_ATTACHED, USER_DATA_UPDATED. [assumed]
     * @param interactionId Id of the interaction.
     * @param targetQuery Whom to reach: an object with type and destination, or a string for a custom contact.
     * @param userData User data to attach; empty for none.
     * @param extensions Extensions to pass on; empty for none. Has no meaning for chat.
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    consult(interactionId: string, targetQuery: string | ConsultTarget, userData: UserData | null | undefined, extensions: UserData | null | undefined, succeeded?: Succeeded<unknown>, failed?: Failed): void;
    /**
     * Transfers the main interaction to the party of the consultation. [doc]
     * Makes sense in TALKING, HELD, ACCEPTED, CREATED, HISTORY_DONE, USER_DATA_ATTACHED, USER_DATA_UPDATED. [assumed]
     * @param consultInteractionId Id of the consultation.
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    completeTransfer(consultInteractionId: string, succeeded?: Succeeded<unknown>, failed?: Failed): void;
    /**
     * Joins the main interaction and the consultation in a conference. [doc]
     * Makes sense in TALKING, HELD, ACCEPTED, CREATED, HISTORY_DONE, USER_DATA_ATTACHED, USER_DATA_UPDATED. [assumed]
     * @param consultInteractionId Id of the consultation.
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    completeConference(consultInteractionId: string, succeeded?: Succeeded<unknown>, failed?: Failed): void;
  }

  interface AgentService {
    /**
     * Gets the agent: employeeId, name, user name. [doc]
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    get(succeeded?: Succeeded<Agent>, failed?: Failed): void;
    /**
     * Gets the states that the agent can be set to. [doc]
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    getStateList(succeeded?: Succeeded<AgentState[]>, failed?: Failed): void;
    /**
     * Gets the state of the agent. [doc]
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    getState(succeeded?: Succeeded<AgentState>, failed?: Failed): void;
    /**
     * Sets the state of the agent on all media. [doc]
     * @param stateOperationName Operation name of an entry of the state list, such as Ready, NotReady or AfterCallWork.
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    setState(stateOperationName: StateOperation, succeeded?: Succeeded<unknown>, failed?: Failed): void;
  }

  interface VoiceService {
    /**
     * Calls a destination. [doc]
     * @param destination Number to call.
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    dial(destination: string, succeeded?: Succeeded<unknown>, failed?: Failed): void;
    /**
     * Calls a destination. [doc]
     * @param destination Number to call.
     * @param userData User data to attach.
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    dial(destination: string, userData: UserData | null | undefined, succeeded?: Succeeded<unknown>, failed?: Failed): void;
    /**
     * Calls a destination with user data and extensions. [doc]
     * @param destination Number to call.
     * @param userData User data to attach; empty for none.
     * @param extensions Extensions to pass on; empty for none.
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    dialEx(destination: string, userData: UserData | null | undefined, extensions: UserData | null | undefined, succeeded?: Succeeded<unknown>, failed?: Failed): void;
    /**
     * Answers a call that rings. [doc]
     * Makes sense in RINGING. [assumed]
     * @param interactionId Id of the interaction.
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    answer(interactionId: string, succeeded?: Succeeded<unknown>, failed?: Failed): void;
    /**
     * Puts a call on hold. [doc]
     * Makes sense in TALKING. [assumed]
     * @param interactionId Id of the interaction.
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    hold(interactionId: string, succeeded?: Succeeded<unknown>, failed?: Failed): void;
    /**
     * Takes a call back from hold. [doc]
     * Makes sense in HELD. [assumed]
     * @param interactionId Id of the interaction.
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    resume(interactionId: string, succeeded?: Succeeded<unknown>, failed?: Failed): void;
    /**
     * Releases a call. [doc]
     * Makes sense in TALKING, HELD, DIALING. [assumed]
     * @param interactionId Id of the interaction.
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    hangUp(interactionId: string, succeeded?: Succeeded<unknown>, failed?: Failed): void;
    /**
     * Starts the recording of a call. [doc]
     * Makes sense in TALKING, HELD. [assumed]
     * @param interactionId Id of the interaction.
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    startCallRecording(interactionId: string, succeeded?: Succeeded<unknown>, failed?: Failed): void;
    /**
     * Stops the recording of a call. [doc]
     * Makes sense in TALKING, HELD. [assumed]
     * @param interactionId Id of the interaction.
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    stopCallRecording(interactionId: string, succeeded?: Succeeded<unknown>, failed?: Failed): void;
    /**
     * Pauses the recording of a call. [doc]
     * Makes sense in TALKING, HELD. [assumed]
     * @param interactionId Id of the interaction.
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    pauseCallRecording(interactionId: string, succeeded?: Succeeded<unknown>, failed?: Failed): void;
    /**
     * Goes on with a paused recording. [doc]
     * Makes sense in TALKING, HELD. [assumed]
     * @param interactionId Id of the interaction.
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    resumeCallRecording(interactionId: string, succeeded?: Succeeded<unknown>, failed?: Failed): void;
  }

  interface MediaService {
    /**
     * Gets the media of the agent with their states. [doc]
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    getMediaList(succeeded?: Succeeded<Media[]>, failed?: Failed): void;
    /**
     * Gets one media with its state. [doc]
     * @param name Name of the media.
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    getMediaByName(name: MediaName, succeeded?: Succeeded<Media>, failed?: Failed): void;
    /**
     * Sets the state of the agent on one media. [doc]
     * @param mediaName Name of the media.
     * @param stateOperationName Operation name of an entry of the state list, such as Ready, NotReady or AfterCallWork.
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    setState(mediaName: MediaName, stateOperationName: StateOperation, succeeded?: Succeeded<unknown>, failed?: Failed): void;
  }

  interface EmailService {
    /**
     * Creates an outbound email. [doc]
     * @param destination Address of the recipient.
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    create(destination: string, succeeded?: Succeeded<unknown>, failed?: Failed): void;
    /**
     * Creates an outbound email. [doc]
     * @param destination Address of the recipient.
     * @param userData User data to attach.
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    create(destination: string, userData: UserData | null | undefined, succeeded?: Succeeded<unknown>, failed?: Failed): void;
  }

  interface OutboundService {
    /**
     * Gets the outbound campaigns of the agent. [doc]
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    getCampaigns(succeeded?: Succeeded<unknown[]>, failed?: Failed): void;
    /**
     * Asks for a pull preview record of a campaign. [doc]
     * @param campaignName Name of the campaign.
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    getPreviewRecord(campaignName: string, succeeded?: Succeeded<unknown>, failed?: Failed): void;
    /**
     * Gets the chain of records of the interaction. [doc]
     * @param interactionId Id of the interaction.
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    getChainedRecords(interactionId: string, succeeded?: Succeeded<unknown[]>, failed?: Failed): void;
    /**
     * Gets the calling list fields of the selected record. [doc]
     * @param interactionId Id of the interaction.
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    getRecordFields(interactionId: string, succeeded?: Succeeded<Record<string, unknown>>, failed?: Failed): void;
    /**
     * Changes calling list fields of the selected record. [doc]
     * @param interactionId Id of the interaction.
     * @param recordData Fields and their new values.
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    updateRecordFields(interactionId: string, recordData: Record<string, unknown>, succeeded?: Succeeded<unknown>, failed?: Failed): void;
    /**
     * Calls a record of the preview. [doc]
     * Makes sense in PREVIEW, READY. [assumed]
     * @param interactionId Id of the interaction.
     * @param recordHandle Handle of the record.
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    callPreviewRecord(interactionId: string, recordHandle: number, succeeded?: Succeeded<unknown>, failed?: Failed): void;
    /**
     * Rejects the preview. [doc]
     * Makes sense in PREVIEW, READY. [assumed]
     * @param interactionId Id of the interaction.
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    rejectPreviewRecord(interactionId: string, succeeded?: Succeeded<unknown>, failed?: Failed): void;
    /**
     * Cancels the preview. [doc]
     * Makes sense in PREVIEW, READY. [assumed]
     * @param interactionId Id of the interaction.
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    cancelPreviewRecord(interactionId: string, succeeded?: Succeeded<unknown>, failed?: Failed): void;
    /**
     * Starts the delivery of direct push preview records. [doc]
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    startDirectPushPreview(succeeded?: Succeeded<unknown>, failed?: Failed): void;
    /**
     * Stops the delivery of direct push preview records. [doc]
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    stopDirectPushPreview(succeeded?: Succeeded<unknown>, failed?: Failed): void;
    /**
     * Reschedules a record. [doc]
     * @param interactionId Id of the interaction.
     * @param recordHandle Handle of the record.
     * @param rescheduleDate When to call again, as M/D/YYYY H:m.
     * @param callbackType CAMPAIGN, or who shall call back.
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    rescheduleRecord(interactionId: string, recordHandle: number, rescheduleDate: string, callbackType: string, succeeded?: Succeeded<unknown>, failed?: Failed): void;
    /**
     * Takes a rescheduling back. [doc]
     * @param interactionId Id of the interaction.
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    cancelReschedule(interactionId: string, succeeded?: Succeeded<unknown>, failed?: Failed): void;
    /**
     * Gets the call results that can be set: 0 Ok, 6 Busy, 7 No Answer, 9 Answering Machine, 28 Unknown, 33 Answer, 40 Wrong Party, 51 Do Not Call, 52 Cancel Record, 53 Wrong Number. [doc]
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    getListOfCallResults(succeeded?: Succeeded<unknown[]>, failed?: Failed): void;
    /**
     * Sets the call result of the record. [doc]
     * @param interactionId Id of the interaction.
     * @param callResult Number of the call result, such as 6 for Busy or 53 for Wrong Number.
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    setCallResult(interactionId: string, callResult: number, succeeded?: Succeeded<unknown>, failed?: Failed): void;
    /**
     * Gets the call result of the record; 28 (Unknown) until one is set. [doc]
     * @param interactionId Id of the interaction.
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    getCallResult(interactionId: string, succeeded?: Succeeded<unknown>, failed?: Failed): void;
    /**
     * Marks the record as not to be called. [doc]
     * @param interactionId Id of the interaction.
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    setDoNotCall(interactionId: string, succeeded?: Succeeded<unknown>, failed?: Failed): void;
    /**
     * Takes the do-not-call mark of the record back. [doc]
     * @param interactionId Id of the interaction.
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    removeDoNotCall(interactionId: string, succeeded?: Succeeded<unknown>, failed?: Failed): void;
  }

  interface SipEndpointService {
    /**
     * Mutes the microphone of the SIP endpoint. [doc]
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    muteMicrophone(succeeded?: Succeeded<unknown>, failed?: Failed): void;
    /**
     * Unmutes the microphone of the SIP endpoint. [doc]
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    unmuteMicrophone(succeeded?: Succeeded<unknown>, failed?: Failed): void;
    /**
     * Mutes the speaker of the SIP endpoint. [doc]
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    muteSpeaker(succeeded?: Succeeded<unknown>, failed?: Failed): void;
    /**
     * Unmutes the speaker of the SIP endpoint. [doc]
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    unmuteSpeaker(succeeded?: Succeeded<unknown>, failed?: Failed): void;
    /**
     * Tells whether the microphone of the SIP endpoint is muted. [doc]
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    isMicrophoneMute(succeeded?: Succeeded<boolean>, failed?: Failed): void;
    /**
     * Tells whether the speaker of the SIP endpoint is muted. [doc]
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    isSpeakerMute(succeeded?: Succeeded<boolean>, failed?: Failed): void;
  }

  interface SystemService {
    /**
     * Gets the services that the administrator allows to this page. [doc]
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    getAllowedServices(succeeded?: Succeeded<string[]>, failed?: Failed): void;
    /**
     * Counts as activity of the agent, against the inactivity time-out. [doc]
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    triggerActivity(succeeded?: Succeeded<unknown>, failed?: Failed): void;
    /**
     * Shows a toast to the agent. [doc]
     * @param parameters title, iconUrl, subject, message, keyValues, buttons, buttonShowDismiss, autoCloseTimeout in milliseconds, sendToMyMessage, width. Either buttons or buttonShowDismiss (the pair Show and Dismiss), not both.
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    popupToast(parameters: Toast, succeeded?: Succeeded<string>, failed?: Failed): void;
    /**
     * Changes a toast that is shown. [doc]
     * @param id Id of the toast.
     * @param parameters The fields to change.
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    updateToast(id: string, parameters: Toast, succeeded?: Succeeded<unknown>, failed?: Failed): void;
    /**
     * Closes a toast. [doc]
     * @param id Id of the toast.
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    closeToast(id: string, succeeded?: Succeeded<unknown>, failed?: Failed): void;
    /**
     * Opens a dialog that shows a page. [doc]
     * @param url Address of the page; may hold $Dialog.Id$ and $Agent.FullName$.
     * @param options label, width, height.
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    openDialog(url: string, options: DialogOptions, succeeded?: Succeeded<string>, failed?: Failed): void;
    /**
     * Closes a dialog. [doc]
     * @param dialogId Id of the dialog.
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    closeDialog(dialogId: string, succeeded?: Succeeded<unknown>, failed?: Failed): void;
    /**
     * Adds or changes an entry of the application menu bar. [doc]
     * @param parameters name, iconUrl, label, shortLabel, tooltip, backgroundColor, labelColor.
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    updateViewInApplicationMenuBar(parameters: MenuBarView, succeeded?: Succeeded<unknown>, failed?: Failed): void;
    /**
     * Removes an entry of the application menu bar. [doc]
     * @param name Name of the entry.
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    closeViewInApplicationMenuBar(name: string, succeeded?: Succeeded<unknown>, failed?: Failed): void;
    /**
     * Tells whether the page is visible to the agent. [doc]
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    amIVisible(succeeded?: Succeeded<boolean>, failed?: Failed): void;
    /**
     * Tells whether this Workspace window leads among several. [doc]
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    isFrameLeading(succeeded?: Succeeded<boolean>, failed?: Failed): void;
    /**
     * Tells whether this Workspace window follows another. [doc]
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    isFrameFollowing(succeeded?: Succeeded<boolean>, failed?: Failed): void;
    /**
     * Tells whether the Workspace windows negotiate who leads. [doc]
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    isFrameNegotiating(succeeded?: Succeeded<boolean>, failed?: Failed): void;
    /**
     * Tells whether this Workspace window leads or negotiates. [doc]
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    isFrameLeadingOrNegotiating(succeeded?: Succeeded<boolean>, failed?: Failed): void;
    /**
     * Tells whether this Workspace window was the last active one. [doc]
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    isLastActiveFrame(succeeded?: Succeeded<boolean>, failed?: Failed): void;
  }

  interface MessengerService {
    /**
     * Sends a message to all who subscribed to messenger:<channel>. [doc]
     * @param channel Name of the channel.
     * @param message The message.
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    broadcastMessage(channel: string, message: unknown, succeeded?: Succeeded<unknown>, failed?: Failed): void;
  }

  interface ConfigurationService {
    /**
     * Reads configuration options and gets an array of sections, whose form no public source describes. The default section is interaction-workspace; Section/option names another; * stands at the end of a word. [doc]
     * @param options Name or names of options.
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    getOption(options: string | readonly string[], succeeded?: Succeeded<unknown[]>, failed?: Failed): void;
    /**
     * Reads configuration options as they apply to an interaction, and fails if there is no such interaction. The reference has it, the public client library does not. [doc]
     * @param options Name or names of options.
     * @param interactionId Id of the interaction.
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    getContextualOption?(options: string | readonly string[], interactionId: string, succeeded?: Succeeded<unknown[]>, failed?: Failed): void;
  }

  interface AuthService {
    /**
     * Gets a token; the administrator must allow this service by name. A token that is still valid is returned again; expiration is a text in ISO 8601. [doc]
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    getJwtToken(succeeded?: Succeeded<{ jwtToken: string; expiration: string }>, failed?: Failed): void;
    /**
     * Gets a token for PureCloud. The reference has it, the public client library does not. [doc]
     * @param forceNewToken Whether the token must be new.
     * @param succeeded Gets the reply. Without it, failed is never called. [seen]
     */
    getPureCloudToken?(forceNewToken: unknown, succeeded?: Succeeded<unknown>, failed?: Failed): void;
  }

  /** What `succeeded` gets: the reply of Workspace. [seen] */
  interface Reply<T> {
    /** What the method brings. */
    readonly data: T;
    readonly userAgent?: string;
    readonly protocolVersion?: number;
  }
  type Succeeded<T> = (reply: Reply<T>) => void;

  /** Workspace refused the call. [seen] */
  interface Failure {
    /** Why. The texts of Workspace are not public. */
    readonly errorMessage: string;
    readonly userAgent?: string;
    readonly protocolVersion?: number;
  }
  /** Gets the text 'Request timeout' when no reply came within 10 seconds, and otherwise the refusal. [seen] */
  type Failed = (failure: string | Failure) => void;

  /** The keys and values attached to an interaction. [doc] */
  type UserData = Record<string, unknown>;

  /** What an agent or a media is set to: an operation name of the state list. [doc] */
  type StateOperation = 'Ready' | 'NotReady' | 'AfterCallWork' | (string & {});
  /** [seen] */
  type MediaName = 'voice' | 'chat' | 'email' | (string & {});
  /**
   * Kinds of target. [doc]
   * - AGENT: destination is the employee id
   * - AGENT_GROUP: destination is the name of the agent group
   * - SKILL: destination is the name of the skill
   * - INTERACTION_QUEUE: destination is the name of the queue
   * - ROUTING_POINT: destination is the name of the routing point
   * - CUSTOM_CONTACT: destination is the phone number or address
   */
  type TargetType = 'AGENT' | 'AGENT_GROUP' | 'SKILL' | 'INTERACTION_QUEUE' | 'ROUTING_POINT' | 'CUSTOM_CONTACT' | (string & {});

  /** Whom to reach. A text in its place means a CUSTOM_CONTACT with that destination. [doc] */
  type Target = TypedTarget | TargetOfReference;
  /** Whom to consult, as Target, in the media of the interaction or in another. [doc] */
  type ConsultTarget = Target & {
    /** Another media than the interaction's own. */
    media?: MediaName;
  };
  interface TypedTarget {
    type: TargetType;
    destination: string;
    target?: never;
  }
  interface TargetOfReference {
    /** @deprecated The reference of consult calls the key `target`; the vendor's sample and all other methods call it `type`. Use `type`. */
    target: TargetType;
    destination: string;
    type?: never;
  }

  /** The agent who uses Workspace. [doc] */
  interface Agent {
    readonly employeeId: string;
    readonly firstname: string;
    readonly lastname: string;
    readonly username: string;
    readonly roles?: readonly string[];
  }
  /** A state of the agent or of a media. [seen] */
  interface AgentState {
    readonly displayName: string;
    /** What setState takes. */
    readonly operationName?: StateOperation;
    readonly type: 'READY' | 'NOT_READY' | 'NOT_READY_AFTER_CALLWORK' | (string & {});
    /** Why the agent is not ready, if the state says so. [doc] */
    readonly reason?: string;
  }
  /** A media of the agent. Its name stands under one of the two keys. [seen] */
  interface Media {
    readonly name?: MediaName;
    readonly media?: MediaName;
    readonly state: AgentState;
  }

  /**
   * A state of an interaction. [doc]
   * - UNKNOWN: A state that Workspace itself does not know.
   * - IDLE: No longer active; it may be closed.
   * - RINGING: An inbound call rings at the agent.
   * - DIALING: An outbound call rings at the far end.
   * - TALKING: The call is established.
   * - HELD: The call is on hold.
   * - PREVIEW: A preview of an outbound call.
   * - INVITED: An open media interaction invites the agent.
   * - ACCEPTED: The open media interaction was accepted.
   * - CREATED: The open media interaction was created.
   * - PULLED: The open media interaction was pulled from a workbin.
   * - REVOKED: The open media interaction was taken back.
   * - COMPLETED: The open media interaction was marked as done.
   * - ERROR: The open media interaction failed.
   * - SAVED: The open media interaction was saved.
   * - TRANSFERRING: The open media interaction is being transferred.
   * - TRANSFER_COMPLETED: The transfer of the open media interaction is complete.
   * - INVITED_CONFERENCE: The agent is invited to a conference on open media.
   * - LEFT_CONFERENCE: The open media interaction left the conference.
   * - USER_DATA_ATTACHED: User data was attached to the interaction.
   * - USER_DATA_UPDATED: The user data of the interaction changed.
   * - JOIN_PENDING: The chat session is being joined.
   * - JOIN_FAILED: The chat server could not be reached.
   * - HISTORY_IN_PROGRESS: The content of the chat is being loaded.
   * - HISTORY_DONE: The content of the chat is loaded.
   * - CANCELLED: The outbound email was cancelled.
   * - SENT: The outbound email was sent.
   * - READY: The call preview is ready.
   * - CANCELED: The call preview was cancelled.
   * - REJECTED: The call preview was rejected.
   */
  type InteractionState = 'UNKNOWN' | 'IDLE' | 'RINGING' | 'DIALING' | 'TALKING' | 'HELD' | 'PREVIEW' | 'INVITED' | 'ACCEPTED' | 'CREATED' | 'PULLED' | 'REVOKED' | 'COMPLETED' | 'ERROR' | 'SAVED' | 'TRANSFERRING' | 'TRANSFER_COMPLETED' | 'INVITED_CONFERENCE' | 'LEFT_CONFERENCE' | 'USER_DATA_ATTACHED' | 'USER_DATA_UPDATED' | 'JOIN_PENDING' | 'JOIN_FAILED' | 'HISTORY_IN_PROGRESS' | 'HISTORY_DONE' | 'CANCELLED' | 'SENT' | 'READY' | 'CANCELED' | 'REJECTED' | (string & {});

  /** An interaction. [doc] */
  interface Interaction {
    /** Id of the interaction on this client; lost with the next session or refresh. [doc] */
    readonly interactionId: string;
    /** Id of the interaction that this one consults about; lost with the next session or refresh. [doc] */
    readonly parentInteractionId?: string;
    /** Id of the case that the interaction belongs to. [doc] */
    readonly caseId: string;
    /** Attached keys and values, brought up to date with each interaction event. [doc] */
    readonly userData: UserData;
    /** The current state. [doc] */
    readonly state: InteractionState;
    /** The state before the current one. [doc] */
    readonly previousState?: InteractionState;
    /** All who take part. [doc] */
    readonly parties: readonly Party[];
    /** Whether it is a consultation. [doc] */
    readonly isConsultation?: boolean;
    /** Whether it is the main interaction of its case: the one with disposition, note and contact. [doc] */
    readonly isMainCaseInteraction?: boolean;
    /** UUID of the call. Voice only. [doc] */
    readonly callUuid?: string;
    /** Which way the call goes. Voice only. [doc] */
    readonly direction?: 'IN' | 'OUT' | 'UNKNOWN' | (string & {});
    /** What kind of call it is. Voice only. [doc] */
    readonly callType?: 'INTERNAL' | 'INBOUND' | 'OUTBOUND' | 'CONSULT' | 'UNKNOWN' | (string & {});
    /** The number that calls. Voice only. [doc] */
    readonly ani?: string;
    /** The number that was called. Voice only. [doc] */
    readonly dnis?: string;
    /** Whether the call is being recorded. Voice only. [doc] */
    readonly recordingState?: 'STOPPED' | 'RECORDING' | 'PAUSED' | (string & {});
    /** Whether its case is selected. [doc] */
    readonly isCaseSelected?: boolean;
    /** Filled in on RELEASED when an inbound call rang and was not answered. [doc] */
    readonly ronaCallState?: 'REDIRECTED' | 'NO_ANSWER' | (string & {});
    /** Whether its case is expanded. [doc] */
    readonly isCaseExpanded?: boolean;
    /** The attr_itx_id of a multimedia interaction, or the callUuid of a call. [doc] */
    readonly interactionUUID?: string;
    /** The connection id from the T-Server. [doc] */
    readonly connId?: string;
    /** Whom the interaction is with. [doc] */
    readonly contact?: Contact;
    /** The media, such as voice, chat or email. [seen] */
    readonly media?: MediaName;
    /** When it began, in milliseconds since 1970. [seen] */
    readonly startDate?: number;
  }
  /** One who takes part in an interaction. [doc] */
  interface Party {
    readonly name?: string;
    readonly [field: string]: unknown;
  }
  /** Whom an interaction is with. [doc] */
  interface Contact {
    readonly displayName?: string;
    readonly firstName?: string;
    readonly lastName?: string;
    readonly [field: string]: unknown;
  }

  interface Toast {
    /** Title of the toast. [doc] */
    title?: string;
    /** Address of an icon. [doc] */
    iconUrl?: string;
    /** Line below the title. [doc] */
    subject?: string;
    /** Text of the toast. [doc] */
    message?: string;
    /** Keys and values that the toast lists. [doc] */
    keyValues?: Record<string, unknown>;
    /** Buttons of your own; not together with buttonShowDismiss. [doc] */
    buttons?: readonly unknown[];
    /** Shows the pair Show and Dismiss; not together with buttons. [doc] */
    buttonShowDismiss?: boolean;
    /** Milliseconds after which the toast closes. [doc] */
    autoCloseTimeout?: number;
    /** Whether the toast also goes to My Messages. [doc] */
    sendToMyMessage?: boolean;
    /** Width of the toast. [doc] */
    width?: string | number;
  }
  interface DialogOptions {
    /** Title of the dialog; may hold $Dialog.Id$ and $Agent.FullName$. [doc] */
    label?: string;
    /** Width, such as '430px'. [doc] */
    width?: string;
    /** Height, such as '40%'. [doc] */
    height?: string;
  }
  interface MenuBarView {
    /** Name by which the entry is changed and closed. [doc] */
    name?: string;
    /** Address of an icon. [doc] */
    iconUrl?: string;
    /** Text of the entry. [doc] */
    label?: string;
    /** Text where there is little room. [doc] */
    shortLabel?: string;
    /** Text under the pointer. [doc] */
    tooltip?: string;
    /** Colour behind the entry. [doc] */
    backgroundColor?: string;
    /** Colour of the text. [doc] */
    labelColor?: string;
  }

  /** What one can subscribe to. [doc] */
  type EventName = keyof EventData | `messenger:${string}`;
  /** An event of one of the names, told apart by `event`. */
  type EventOf<N extends EventName> = N extends EventName ? WorkspaceEvent<N> : never;
  /** An event whose types are known here: one of agent or interaction or media or outbound or system or markdone. */
  type KnownEvent = EventOf<keyof EventData>;

  /** What a handler gets. [seen] */
  interface WorkspaceEvent<N extends EventName> {
    readonly event: N;
    readonly data: N extends keyof EventData ? EventData[N] : unknown;
    readonly userAgent?: string;
    readonly protocolVersion?: number;
  }

  /** The data of each event. A message of a messenger channel is as it was sent. */
  interface EventData {
    /** An interaction or a case changed; `eventType` tells how. [doc] */
    interaction: InteractionEvent | CaseEvent;
    /** The state of the agent changed. [seen] */
    agent: AgentEvent;
    /** A media of the agent changed. [assumed] */
    media: Media;
    /** A campaign came, went, started or stopped. [doc] */
    outbound: CampaignEvent | CampaignStartedEvent;
    /** Payload not public. [assumed] */
    system: Record<string, unknown>;
    /** Somebody tried to mark an interaction done that is blocked. Payload not public. [assumed] */
    markdone: Record<string, unknown>;
  }

  /** [doc] */
  interface CaseEvent {
    readonly eventType: CaseEventType;
    readonly selectedCaseId: string;
  }
  /** That the interaction stands under `interaction` is [assumed]. */
  interface InteractionEvent {
    readonly eventType: InteractionEventType;
    readonly interaction: Interaction;
  }
  /** `type` is [seen]; the other fields of the state are [assumed]. */
  interface AgentEvent {
    readonly type: AgentEventType;
    readonly displayName?: string;
    readonly operationName?: StateOperation;
    readonly reason?: string;
  }
  /** [doc] */
  interface CampaignEvent {
    readonly eventType: Exclude<OutboundEventType, 'CampaignStarted'>;
    readonly campaign: string;
  }
  /** [doc] */
  interface CampaignStartedEvent {
    readonly eventType: 'CampaignStarted';
    readonly campaign: string;
    readonly mode?: 'Preview' | 'PushPreview' | (string & {});
  }

  /**
   * - CASE_SELECTED: A case was selected. [doc]
   * - CASE_EXPANDED: A case was expanded. [doc]
   * - CASE_COLLAPSED: A case was collapsed. [doc]
   */
  type CaseEventType = 'CASE_SELECTED' | 'CASE_EXPANDED' | 'CASE_COLLAPSED';
  /**
   * - RINGING: An inbound or internal call rings. [assumed]
   * - DIALING: A call goes out. [assumed]
   * - ESTABLISHED: A call was answered, by either side. [seen]
   * - HELD: A call was put on hold. [assumed]
   * - RETRIEVED: A call came back from hold. [assumed]
   * - RELEASED: A call ended; ronaCallState says why if nobody answered. [doc]
   * - RECORDING_STATE_CHANGED: The recording started, stopped, paused or went on. [assumed]
   * - ATTACHED_DATA_CHANGED: User data changed. [assumed]
   * - PARTY_CHANGED: A party joined or left. [assumed]
   * - MARK_DONE: The interaction was marked done and left the desk. [doc]
   * - UNKNOWN: Named after the state that the interaction has now. [assumed]
   * - CALL_RECOVERED: The state of a call that was unknown is known again. [assumed]
   * - INVITED: Named after the state that the interaction has now. [assumed]
   * - INVITED_CONFERENCE: Named after the state that the interaction has now. [assumed]
   * - ACCEPTED: Named after the state that the interaction has now. [assumed]
   * - CREATED: Named after the state that the interaction has now. [assumed]
   * - PULLED: Named after the state that the interaction has now. [assumed]
   * - REVOKED: Named after the state that the interaction has now. [assumed]
   * - SAVED: Named after the state that the interaction has now. [assumed]
   * - SENT: Named after the state that the interaction has now. [assumed]
   * - CANCELLED: Named after the state that the interaction has now. [assumed]
   * - TRANSFERRING: Named after the state that the interaction has now. [assumed]
   * - TRANSFER_COMPLETED: Named after the state that the interaction has now. [assumed]
   * - TRANSFER_FAILED: A transfer was called off or failed; the interaction is as before. [assumed]
   * - LEFT_CONFERENCE: Named after the state that the interaction has now. [assumed]
   * - JOIN_PENDING: Named after the state that the interaction has now. [assumed]
   * - JOIN_FAILED: Named after the state that the interaction has now. [assumed]
   * - HISTORY_IN_PROGRESS: Named after the state that the interaction has now. [assumed]
   * - HISTORY_DONE: Named after the state that the interaction has now. [assumed]
   * - IDLE: A chat or another open media interaction ended. [assumed]
   * - ERROR: Named after the state that the interaction has now. [assumed]
   * - PREVIEW: Named after the state that the interaction has now. [assumed]
   * - READY: Named after the state that the interaction has now. [assumed]
   * - CANCELED: Named after the state that the interaction has now. [assumed]
   * - REJECTED: Named after the state that the interaction has now. [assumed]
   */
  type InteractionEventType = 'RINGING' | 'DIALING' | 'ESTABLISHED' | 'HELD' | 'RETRIEVED' | 'RELEASED' | 'RECORDING_STATE_CHANGED' | 'ATTACHED_DATA_CHANGED' | 'PARTY_CHANGED' | 'MARK_DONE' | 'UNKNOWN' | 'CALL_RECOVERED' | 'INVITED' | 'INVITED_CONFERENCE' | 'ACCEPTED' | 'CREATED' | 'PULLED' | 'REVOKED' | 'SAVED' | 'SENT' | 'CANCELLED' | 'TRANSFERRING' | 'TRANSFER_COMPLETED' | 'TRANSFER_FAILED' | 'LEFT_CONFERENCE' | 'JOIN_PENDING' | 'JOIN_FAILED' | 'HISTORY_IN_PROGRESS' | 'HISTORY_DONE' | 'IDLE' | 'ERROR' | 'PREVIEW' | 'READY' | 'CANCELED' | 'REJECTED';
  /**
   * - READY: The agent is ready. [seen]
   * - NOT_READY: The agent is not ready. [seen]
   * - NOT_READY_AFTER_CALLWORK: The agent does the work after a call. [seen]
   */
  type AgentEventType = 'READY' | 'NOT_READY' | 'NOT_READY_AFTER_CALLWORK';
  /**
   * - CampaignLoaded: A campaign was loaded. [doc]
   * - CampaignUnloaded: A campaign was unloaded. [doc]
   * - CampaignStarted: A campaign was started; `mode` says how it gives its records. [doc]
   * - CampaignStopped: A campaign was stopped. [seen]
   */
  type OutboundEventType = 'CampaignLoaded' | 'CampaignUnloaded' | 'CampaignStarted' | 'CampaignStopped';
}

interface Window {
  /** The client library, once its script has run. */
  genesys: typeof genesys;
}
