// Write an answer of two or three sentences; its length is shown below it.
//
// spec: { label?: text, longest?: most characters, rows?: height in lines }
// value: the text as typed

const PAUSE = 1500; // milliseconds without typing before the length is read aloud
const NEAR = 0.9; // of the most characters: from here on the rest is counted down aloud

/** Return how many words a text has. */
export const countWords = (text) => text.match(/\S+/g)?.length ?? 0;

/** Return the length of a text in words and characters. */
export function lengthOf(text, longest) {
  const words = countWords(text);
  const limit = longest ? ` of at most ${longest}` : "";
  return `${words} ${words === 1 ? "word" : "words"}, ${text.length}${limit} characters.`;
}

export default function textField({ h, textArea, spec, id, get, set, announce }) {
  const { label = "Your answer", longest, rows = 4 } = spec;
  let timer;
  const count = h("small", { id: `${id}-count` });
  const input = textArea({
    id, rows, maxlength: longest, "aria-describedby": count.id,
    oninput: () => {
      set(input.value);
      showLength();
      clearTimeout(timer);
      // Nobody wants to hear a number after each letter, but everybody how much is left at the end.
      timer = setTimeout(() => announce(spoken()), PAUSE);
    },
  });
  const showLength = () => {
    count.textContent = lengthOf(input.value, longest);
  };
  const spoken = () => {
    const left = longest - input.value.length;
    if (!(left <= (1 - NEAR) * longest)) return lengthOf(input.value); // also without a limit
    return `${left} ${left === 1 ? "character" : "characters"} left.`;
  };
  showLength();
  return {
    initial: "",
    node: h("div", { class: "text" }, h("label", { for: id }, label), input, count),
    show() {
      input.value = get();
      showLength();
    },
  };
}
