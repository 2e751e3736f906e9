import { connect } from 'deskside/client';
import { messageOf, noteContracts } from './contracts';

const status = document.getElementById('status');

function show(text: string): void {
  if (status !== null) status.textContent = text;
}

try {
  await noteContracts(connect(), show);
} catch (error) {
  show(messageOf(error));
}
