import { results } from '../assumptions';
import { findOptions } from '../configuration';
import type { ServiceCall, ServiceTable } from './service';

function getOption({ core, args }: ServiceCall): unknown {
  return results.option.value(findOptions(core.options, args.texts('options')));
}

export const configurationServices: ServiceTable = {
  'configuration.getOption': getOption,
  'configuration.getContextualOption': (call) => {
    call.core.interaction(call.args.text('interactionId'));
    return getOption(call);
  },
};
