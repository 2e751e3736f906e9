// The editor's side in a process of its own, which tells all that it gets.
import { isRecordObject } from '../../../../src/base/guards';
import type { PageRecord } from '../../../../src/protocol/records';
import { InvokeError } from '../../../../src/session/calls/invokeError';
import { Session } from '../../../../src/session/session';
import { plainSocket } from '../../../support/plainSocket';
import type { Got } from './messages';
import { follow, tell } from './told';

const [url = '', key = ''] = process.argv.slice(2);
const session = new Session(plainSocket);
session.onRecords.on(({ page, records }) => {
  tell({ news: 'got', page: page.info.page, epoch: page.info.epoch, records: records.map(got) });
});
session.connect({ url, key });
follow((order) => {
  if (order.do === 'invoke') void invoke(order.id);
});
tell({ news: 'ready' });

function got(record: PageRecord): Got {
  const { seq, kind } = record;
  if (kind === 'gap') return { seq, kind, lost: record.lost };
  const mark = 'data' in record && isRecordObject(record.data) ? record.data.mark : undefined;
  return { seq, kind, ...(typeof mark === 'string' ? { mark } : {}) };
}

async function invoke(id: string): Promise<void> {
  const page = [...session.pages.keys()][0] ?? 'none-there';
  let end;
  try {
    end = (await session.invoke(page, 'interaction.getByInteractionId', [id])).outcome;
  } catch (error) {
    if (!(error instanceof InvokeError)) throw error;
    end = error.kind;
  }
  tell({ news: 'answered', id, end });
}
