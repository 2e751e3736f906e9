import * as vscode from 'vscode';
import type { StepFailure } from '../../headless/play/scenarioEvent';

/** A message at a place. */
export function messageAt(text: string, location: vscode.Location): vscode.TestMessage {
  const message = new vscode.TestMessage(text);
  message.location = location;
  return message;
}

/** Why a step failed, with what was expected and what there was as a diff, where there is something to compare. */
export function failureMessage({ why, expected, actual }: StepFailure, location: vscode.Location): vscode.TestMessage {
  if (expected === undefined || actual === undefined) return messageAt(why, location);
  const message = vscode.TestMessage.diff(why, expected, actual);
  message.location = location;
  return message;
}
