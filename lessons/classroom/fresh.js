// Offer to start empty, and ask once more before it is done.
const starter = (empty) => {
  const words = h("div", { role: "status", tabindex: "-1" });
  const buttons = h("p", { class: "do fresh" });
  words.dataset.lmSuppressShortcuts = "true";
  const ask = (label) => {
    const back = button("No, keep the answers", () => offer(label).focus());
    const yes = button("Yes, start empty", () => (buttons.replaceChildren(), empty(), words.focus()));
    buttons.replaceChildren("All answers kept here move into a backup. Start empty?", back, yes);
    back.focus();
  };
  const offer = (label) => {
    const open = button(label, () => ask(label));
    buttons.replaceChildren(open);
    return open;
  };
  return {
    node: h("div", {}, words, buttons),
    hear: (message) => {
      words.replaceChildren(said({ tone: "", text: "", ...message }));
      message.offer ? offer(message.offer) : buttons.replaceChildren();
    },
  };
};
