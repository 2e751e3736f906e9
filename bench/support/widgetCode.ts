/** A script of 5,000 lines with 200 calls of services among code that does other things. */
export function widgetCode(): string {
  const calls = ['interaction.accept', 'voice.hold', 'genesys.wwe.service.interaction.getByInteractionId'];
  const functions = Array.from({ length: 200 }, (_, index) => handler(index, calls[index % calls.length] ?? ''));
  return ['const { interaction, voice } = genesys.wwe.service;', 'const seen = new Map();', ...functions].join('\n');
}

function handler(index: number, call: string): string {
  return `export function handle${index}(id, options = {}) {
  const { first = 1, second } = options;
  const list = [1, 2, 3].map((each) => each * first + ${index});
  for (const item of list) {
    if (item > second && seen.has(item)) {
      seen.set(item, { id, item, text: \`value \${item} of ${index}\` });
    } else {
      seen.delete(item);
    }
  }
  const render = (state) => {
    switch (state) {
      case 'open': return document.querySelector('#open${index}').classList.add('visible');
      default: return undefined;
    }
  };
  ${call}(
    id,
    (reply) => render(reply.data),
    (failure) => console.error(typeof failure === 'string' ? failure : failure.errorMessage),
  );
  return list.filter(Boolean).length;
}

// Handler ${index} is above.`;
}
