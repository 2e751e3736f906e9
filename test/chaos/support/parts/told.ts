import * as v from 'valibot';
import { orderSchema } from './messages';
import type { News, Order } from './messages';

/** Tells the test something. */
export function tell(news: News): void {
  process.send?.(news);
}

/** Follows the orders of the test, and ends with it. */
export function follow(obey: (order: Order) => void): void {
  process.on('message', (message) => obey(v.parse(orderSchema, message)));
  process.on('disconnect', () => process.exit());
}
