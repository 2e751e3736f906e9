import { selectCase } from '../rules/cases';
import { makeMove } from '../engine';
import { block, unblock } from '../rules/markdone';
import { finish } from '../rules/outbound';
import { completeConference, completeTransfer, conference, consult, transfer } from '../rules/reach';
import { deleteUserData, setUserData } from '../rules/userData';
import { wireInteraction } from '../state/wireInteraction';
import type { ServiceTable } from './service';

export const interactionServices: ServiceTable = {
  'interaction.getInteractions': ({ core }) =>
    [...core.store.interactions.values()].map((interaction) => wireInteraction(core, interaction)),

  'interaction.getByInteractionId': ({ core, args }) => {
    const found = core.store.interactions.get(args.text('interactionId'));
    return found === undefined ? null : wireInteraction(core, found);
  },

  'interaction.setUserData': ({ core, args }) => {
    setUserData(core, args.text('interactionId'), args.object('keyValues'), 'widget');
  },

  'interaction.deleteUserData': ({ core, args }) => {
    deleteUserData(core, args.text('interactionId'), args.text('key'), 'widget');
  },

  'interaction.selectCaseByCaseId': ({ core, args }) => {
    selectCase(core, args.text('caseId'));
  },

  'interaction.markdone': ({ core, args }) => {
    finish(core, args.text('interactionId'), 'widget');
  },

  'interaction.blockMarkdone': ({ core, args, caller }) => {
    block(core, args.text('interactionId'), caller.widget, args.text('warningMessage'));
  },

  'interaction.unblockMarkdone': ({ core, args, caller }) => {
    unblock(core, args.text('interactionId'), caller.widget);
  },

  'interaction.accept': ({ core, args }) => {
    makeMove(core, args.text('interactionId'), 'accept', 'widget');
  },

  'interaction.reject': ({ core, args }) => {
    makeMove(core, args.text('interactionId'), 'reject', 'widget');
  },

  'interaction.singleStepTransfer': ({ core, args }) => {
    args.target('targetQuery');
    args.optionalObject('extensions');
    transfer(core, args.text('interactionId'), args.optionalObject('userData'), 'widget');
  },

  'interaction.singleStepConference': ({ core, args }) => {
    args.optionalObject('extensions');
    const target = args.target('targetQuery');
    conference(core, args.text('interactionId'), target, args.optionalObject('userData'), 'widget');
  },

  'interaction.consult': ({ core, args }) => {
    args.optionalObject('extensions');
    const target = args.target('targetQuery');
    consult(core, args.text('interactionId'), target, args.optionalObject('userData'), 'widget');
  },

  'interaction.completeTransfer': ({ core, args }) => {
    completeTransfer(core, args.text('consultInteractionId'), 'widget');
  },

  'interaction.completeConference': ({ core, args }) => {
    completeConference(core, args.text('consultInteractionId'), 'widget');
  },
};
