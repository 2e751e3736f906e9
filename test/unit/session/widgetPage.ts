import type { PageInfo } from '../../../src/protocol/messages';

/** A widget's page as a relay tells of it, before its first record. */
export const widgetPage: PageInfo = {
  page: 'page-0001',
  epoch: 1,
  title: 'Widget',
  location: 'http://localhost:5173/',
  origin: 'http://localhost:5173',
  place: 'widget',
  seq: 0,
  connected: true,
};
