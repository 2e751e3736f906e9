import { acceptedFor, allowedServices } from '../access/origins';
import {
  closeDialog,
  closeMenuView,
  closeToast,
  openDialog,
  popUpToast,
  updateMenuView,
  updateToast,
} from '../rules/surfaces';
import type { ServiceTable } from './service';

export const systemServices: ServiceTable = {
  'system.getAllowedServices': ({ core, caller }) => allowedServices(acceptedFor(core.options, caller), caller.origin),

  'system.triggerActivity': ({ core }) => {
    core.store.lastActivity = core.environment.now();
  },

  'system.popupToast': ({ core, caller, args }) => popUpToast(core, caller.widget, args.object('parameters')),

  'system.updateToast': ({ core, args }) => {
    updateToast(core, args.text('id'), args.object('parameters'));
  },

  'system.closeToast': ({ core, args }) => {
    closeToast(core, args.text('id'));
  },

  'system.openDialog': ({ core, caller, args }) =>
    openDialog(core, caller.widget, args.text('url'), args.optionalObject('options')),

  'system.closeDialog': ({ core, args }) => {
    closeDialog(core, args.text('dialogId'));
  },

  'system.updateViewInApplicationMenuBar': ({ core, caller, args }) => {
    updateMenuView(core, caller.widget, args.textIn('parameters', 'name'), args.object('parameters'));
  },

  'system.closeViewInApplicationMenuBar': ({ core, args }) => {
    closeMenuView(core, args.text('name'));
  },

  'system.amIVisible': ({ caller }) => caller.visible(),
  'system.isFrameLeading': ({ core }) => core.store.frameRole === 'leading',
  'system.isFrameFollowing': ({ core }) => core.store.frameRole === 'following',
  'system.isFrameNegotiating': ({ core }) => core.store.frameRole === 'negotiating',
  'system.isFrameLeadingOrNegotiating': ({ core }) => core.store.frameRole !== 'following',
  'system.isLastActiveFrame': ({ core }) => core.store.frameRole === 'leading',
};
