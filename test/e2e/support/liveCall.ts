import { FakePage } from '../../support/fakePage';
import type { Product } from './product';

const pageId = 'live-page-1';

/** The call of a tool by which an agent transfers the call of `connectLiveCall`. */
export const transfer = {
  name: 'deskside_invoke_service',
  input: {
    page: pageId,
    service: 'interaction.singleStepTransfer',
    parameters: ['7', { type: 'AGENT', destination: '1002' }],
  },
};

/** Starts Deskside and lets a live page connect that has one call, number 7, which the view Interactions shows then. */
export async function connectLiveCall(
  product: Product,
  title: string,
  more: Readonly<Record<string, unknown>> = {},
): Promise<FakePage> {
  const { workbench } = product;
  await workbench.showContainer('Deskside');
  await product.startDeskside();
  const page = await FakePage.connect(product.relayPort, await product.pageKey(), {
    ...{ place: 'widget', id: pageId, title },
  });
  const call = { interactionId: '7', caseId: 'c-7', media: 'voice', callType: 'INBOUND', state: 'TALKING' };
  page.record({ kind: 'desk', whole: true, interactions: [{ ...call, ...more }] });
  await workbench.tree('Interactions').filter({ hasText: 'TALKING' }).waitFor();
  return page;
}
