/* global window, document, setTimeout, clearTimeout, console */
// A client library that behaves as widgets' libraries do, traps and all; see the facts about the wire in src/api/wire.ts.
// With data-habits="older" in its script tag, as those of before March 2023 do; with data-target, as one that was pinned to an origin.
(function () {
  const older = document.currentScript?.dataset.habits === 'older';
  const target = document.currentScript?.dataset.target ?? '*';
  const genesys = (window.genesys = window.genesys || {});
  const wwe = (genesys.wwe = genesys.wwe || {});
  if (wwe.service) return;

  let workspace = null;
  let frameId;
  let counter = 0;
  const waiting = [];
  const byHandler = {};
  const byEvent = {};

  class Service {
    constructor() {
      this.sendMessage = function (message, succeeded, failed) {
        if (!message.referenceId) message.referenceId = String(counter++);
        message.userAgent = 'WWE Client';
        message.protocolVersion = 2;
        if (frameId !== undefined) message.frameId = frameId;
        (workspace || window.opener || window.parent).postMessage(message, target);
        if (succeeded) {
          const entry = { referenceId: message.referenceId, succeeded, failed, self: this };
          entry.timer = setTimeout(() => {
            if (failed) failed('Request timeout');
            forget(entry);
          }, 10000);
          waiting.push(entry);
        }
        return message.referenceId;
      };
    }

    subscribe(event, handler, context) {
      const keep = ({ subscriptionId }) => {
        const subscription = { event, handler, context, subscriptionId };
        // Keyed by the handler's source text, one handler an event.
        byHandler[handler] = subscription;
        for (const name of [].concat(event)) byEvent[name] = subscription;
      };
      this.sendMessage({ event: 'subscribe', data: event }, keep, () => console.error('cannot subscribe', event));
      return this;
    }

    unsubscribe(handler) {
      const subscription = byHandler[handler];
      if (subscription) {
        delete byHandler[handler];
        // The older ones forget nothing if the event is a list of names.
        for (const name of older ? [subscription.event] : [].concat(subscription.event)) delete byEvent[name];
        this.sendMessage({ event: 'unsubscribe', data: subscription.subscriptionId });
      }
      return this;
    }

    targetWWEWindow(target) {
      workspace = target;
    }

    unload() {
      window.removeEventListener('message', receive);
    }
  }

  function forget(entry) {
    clearTimeout(entry.timer);
    const at = waiting.indexOf(entry);
    if (at !== -1) waiting.splice(at, 1);
  }

  function receive({ data }) {
    if (typeof data === 'string') {
      if (data.indexOf('wwe') === 0 && wwe.service.onMessage) wwe.service.onMessage(data);
      return;
    }
    if (!data || !data.userAgent || data.userAgent.indexOf('WWE') === -1) return;
    if (data.event) {
      const subscription = byEvent[data.event];
      if (subscription) subscription.handler.call(subscription.context || window, data);
    } else if (data.referenceId) {
      const entry = waiting.find(({ referenceId }) =>
        older ? referenceId == data.referenceId : referenceId === data.referenceId,
      );
      if (!entry) return;
      // The message object is shared by all who listen, and loses its reference id here.
      delete data.referenceId;
      const callback = data.errorMessage === undefined ? entry.succeeded : entry.failed;
      if (callback) callback.call(entry.self, data);
      forget(entry);
    } else if (data.frameId !== undefined) {
      frameId = data.frameId;
    }
  }

  window.addEventListener('message', receive);
  const service = (wwe.service = new Service());

  const methods = {
    interaction:
      'getInteractions getByInteractionId setUserData deleteUserData selectCaseByCaseId markdone blockMarkdone unblockMarkdone accept reject singleStepTransfer singleStepConference consult completeTransfer completeConference',
    agent: 'get getStateList getState setState',
    voice:
      'dial dialEx answer hold resume hangUp startCallRecording stopCallRecording pauseCallRecording resumeCallRecording',
    media: 'getMediaList getMediaByName setState',
    email: 'create',
    outbound:
      'getCampaigns getPreviewRecord getChainedRecords getRecordFields updateRecordFields callPreviewRecord rejectPreviewRecord cancelPreviewRecord startDirectPushPreview stopDirectPushPreview rescheduleRecord cancelReschedule getListOfCallResults setCallResult getCallResult setDoNotCall removeDoNotCall',
    sipEndpoint: 'muteMicrophone unmuteMicrophone muteSpeaker unmuteSpeaker isMicrophoneMute isSpeakerMute',
    system:
      'getAllowedServices triggerActivity popupToast updateToast closeToast openDialog closeDialog updateViewInApplicationMenuBar closeViewInApplicationMenuBar amIVisible isFrameLeading isFrameFollowing isFrameNegotiating isFrameLeadingOrNegotiating isLastActiveFrame',
    messenger: 'broadcastMessage',
    configuration: 'getOption',
    auth: 'getJwtToken',
    // Not of the API: what a Workspace of these tests can be told to do.
    test: 'emit never refuse late message',
  };
  // Their second argument may be left out.
  const userDataOptional = ['voice.dial', 'email.create'];
  for (const [namespace, names] of Object.entries(methods)) {
    service[namespace] = {};
    for (const name of names.split(' ')) {
      const request = `${namespace}.${name}`;
      service[namespace][name] = (...args) => {
        if (userDataOptional.includes(request) && typeof args[1] === 'function') args.splice(1, 0, null);
        const at = args.findIndex((arg, index) => typeof arg === 'function' && index >= args.length - 2);
        const parameters = at === -1 ? args : args.slice(0, at);
        const [succeeded, failed] = at === -1 ? [] : args.slice(at);
        const message = { request };
        if (parameters.length > 0) message.parameters = parameters;
        service.sendMessage(message, succeeded, failed);
      };
    }
  }
})();
