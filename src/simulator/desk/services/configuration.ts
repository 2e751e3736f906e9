import { results } from '../assumptions';
import { findOptions } from '../optionQuery';
import type { ServiceRequest, ServiceTable } from './service';

function getOption({ core, args }: ServiceRequest): unknown {
  return results.sections.value(findOptions(core.options, args.texts('options')));
}

export const configurationServices: ServiceTable = {
  'configuration.getOption': getOption,
  'configuration.getContextualOption': (call) => {
    call.core.interaction(call.args.text('interactionId'));
    return getOption(call);
  },
};
