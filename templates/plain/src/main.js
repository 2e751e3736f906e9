// @ts-check
import { connect } from '../deskside/client.mjs';
import { messageOf, noteContracts } from './contracts.js';

const status = document.getElementById('status');

/** @param {string} text */
function show(text) {
  if (status !== null) status.textContent = text;
}

try {
  await noteContracts(connect(), show);
} catch (error) {
  show(messageOf(error));
}
