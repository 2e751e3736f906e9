// The sample widget: shows the interactions of the agent as they change, calls each method, logs each event.
// It asks Workspace once what there is, and from then on follows the events.

import { methods } from './methods.js';
import { WorkspaceClient } from './workspaceClient.js';

const workspace = new WorkspaceClient();

/** All interactions by id, in the order in which they came. */
const interactions = new Map();
/** What shows each of them, by id. */
const items = new Map();
/** The interaction that the methods are called for. */
let chosenId;

// The simulated Workspace says which colours it has, in the address and whenever it has others.
const showTheme = (theme) => {
  document.documentElement.style.colorScheme = /light$/i.test(theme) ? 'light' : 'dark';
  document.documentElement.dataset.contrast = theme.startsWith('highContrast') ? 'more' : 'normal';
};
// Without a word from there, the style sheet follows the system for light and dark, and this for contrast.
const system = window.matchMedia('(prefers-contrast: more)');
const followSystem = () => {
  const { style, dataset } = document.documentElement;
  if (style.colorScheme === '') dataset.contrast = system.matches ? 'more' : 'normal';
};
system.addEventListener('change', followSystem);
const theme = new URLSearchParams(window.location.search).get('theme');
if (theme === null) followSystem();
else showTheme(theme);
window.addEventListener('message', ({ source, data }) => {
  if (source === window.parent && data?.mark === 'deskside.theme') showTheme(String(data.theme));
});

const element = (id) => document.getElementById(id);

// ---- Interactions

/** Asks for the whole list. */
async function learnInteractions() {
  for (const interaction of await workspace.call('interaction.getInteractions')) take(interaction);
}

/** Takes in what an event tells. Most bear the interaction that they are about. */
function follow({ eventType, interaction, selectedCaseId }) {
  if (interaction !== undefined) {
    if (eventType === 'MARK_DONE') remove(interaction.interactionId);
    else take(interaction);
  } else if (eventType === 'CASE_SELECTED') {
    const selected = [...interactions.values()].find(({ caseId }) => caseId === selectedCaseId);
    if (selected !== undefined) choose(selected.interactionId);
  }
}

/** An interaction is new, or has changed. */
function take(interaction) {
  const { interactionId } = interaction;
  if (!interactions.has(interactionId)) addItem(interactionId);
  interactions.set(interactionId, interaction);
  fillItem(interaction);
  if (chosenId === undefined) choose(interactionId);
  else fillInArguments();
}

function remove(interactionId) {
  interactions.delete(interactionId);
  items.get(interactionId)?.remove();
  items.delete(interactionId);
  element('no-interactions').hidden = interactions.size > 0;
  if (interactionId === chosenId) choose(interactions.keys().next().value);
}

/** The methods are called for the chosen interaction. */
function choose(interactionId) {
  chosenId = interactionId;
  for (const [id, item] of items) item.querySelector('button').setAttribute('aria-pressed', String(id === chosenId));
  fillInArguments();
}

function addItem(interactionId) {
  const item = copyOf('interaction-template');
  item.querySelector('button').addEventListener('click', () => choose(interactionId));
  items.set(interactionId, item);
  element('interactions').append(item);
  element('no-interactions').hidden = true;
}

function fillItem(interaction) {
  const { interactionId, parentInteractionId, media, state, direction, userData } = interaction;
  const item = items.get(interactionId);
  // Names, user data and the like are written by strangers: they are set as text, never as HTML.
  item.querySelector('.name').textContent = nameOf(interaction);
  item.querySelector('.state').textContent = state;
  item.querySelector('.state').dataset.state = state;
  item.querySelector('.details').textContent = [
    `#${interactionId}`,
    media,
    direction,
    parentInteractionId === undefined ? undefined : `consults about #${parentInteractionId}`,
  ]
    .filter((detail) => detail !== undefined)
    .join(' · ');
  item
    .querySelector('.user-data')
    .replaceChildren(
      ...Object.entries(userData ?? {}).flatMap(([key, value]) => [textElement('dt', key), textElement('dd', value)]),
    );
}

/** A consultation is with its first party; its contact is the customer whom it is about. */
function nameOf({ interactionId, isConsultation, contact, parties }) {
  const [party, customer] = [parties?.[0]?.name, contact?.displayName];
  return (isConsultation ? party || customer : customer || party) || interactionId;
}

// ---- Methods

/** The text of each method's arguments, as we filled it in: what differs was changed by the user and stays. */
const argumentFields = methods.map((method) => {
  const item = copyOf('method-template');
  const [button, field, output] = ['button', 'textarea', 'output'].map((name) => item.querySelector(name));
  button.textContent = method.name;
  field.setAttribute('aria-label', `Arguments of ${method.name}, as a JSON list`);
  button.addEventListener('click', () => run(method.name, field.value, output));
  element('methods').append(item);
  return { method, field, filledIn: '' };
});

function fillInArguments() {
  const chosen = interactions.get(chosenId);
  const consultation = chosen?.isConsultation
    ? chosen
    : [...interactions.values()].find((other) => other.parentInteractionId === chosenId);
  for (const entry of argumentFields) {
    const text = JSON.stringify(entry.method.args({ chosen, consultation }), null, 1);
    if (entry.field.value === entry.filledIn) entry.field.value = text;
    entry.filledIn = text;
  }
}

async function run(name, argumentsText, output) {
  output.className = '';
  output.textContent = '…';
  try {
    const result = await workspace.call(`interaction.${name}`, ...JSON.parse(argumentsText));
    output.className = 'succeeded';
    output.textContent = result === undefined ? 'succeeded' : JSON.stringify(result, null, 1);
  } catch (error) {
    output.className = 'failed';
    output.textContent = error.message;
  }
}

// ---- Events

const MOST_EVENTS = 100;

function logEvent({ event, data }) {
  const item = copyOf('event-template');
  item.querySelector('time').textContent = new Date().toLocaleTimeString();
  item.querySelector('.event-name').textContent = event;
  item.querySelector('.event-type').textContent = data?.eventType ?? data?.type ?? '';
  item.querySelector('pre').textContent = JSON.stringify(data, null, 2);
  const list = element('events');
  list.prepend(item);
  list.children[MOST_EVENTS]?.remove();
  element('no-events').hidden = true;
}

element('clear-events').addEventListener('click', () => {
  element('events').replaceChildren();
  element('no-events').hidden = false;
});

// ---- Small helpers

function copyOf(templateId) {
  return element(templateId).content.firstElementChild.cloneNode(true);
}

function textElement(tag, value) {
  const made = document.createElement(tag);
  made.textContent = typeof value === 'string' ? value : JSON.stringify(value);
  return made;
}

// ---- Start

try {
  // Subscribe first, so that nothing that happens while we ask is missed.
  await workspace.subscribe(['interaction', 'agent', 'media', 'markdone', 'system', 'outbound'], (message) => {
    logEvent(message);
    if (message.event === 'interaction') follow(message.data);
  });
  const agent = await workspace.call('agent.get');
  element('agent').textContent = `Working for ${agent.firstname} ${agent.lastname}`;
  await learnInteractions();
} catch (error) {
  element('agent').textContent =
    window.parent === window && window.opener === null
      ? 'This page is a widget: open it in Workspace.'
      : `Workspace says: ${error.message}`;
}
