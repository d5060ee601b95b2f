// Around the cards of an exam: say whose answers may have come back, and start empty if asked to.
export default {
  render({ model, el }) {
    const place = h("div");
    let hear = () => {};
    const call = caller(model, () => fresh.hear(NO_REPLY));
    const fresh = starter(() => call.send({ do: "empty" }));
    const ours = (message) => message.offer || message.emptied;
    const cards = {
      get: (name) => model.get(name),
      send: (message) => model.send(message),
      on: (_, listener) => (hear = listener),
      off: () => (hear = () => {}),
    };
    const listen = (messages) => {
      call.heard();
      for (const message of messages.filter(ours)) {
        if (message.emptied) place.replaceChildren(), sheet.render({ model: cards, el: place });
        fresh.hear(message);
      }
      hear(messages.filter((message) => !ours(message)));
      for (const { card, sure } of messages) {
        const box = place.querySelectorAll("form")[card]?.querySelectorAll(".sure input")[sure];
        if (box) box.checked = true;
      }
    };
    fresh.node.classList.add("cs-quiz", "cs-hand-in");
    el.append(fresh.node, place);
    model.on("msg:custom", listen);
    sheet.render({ model: cards, el: place });
    return () => model.off("msg:custom", listen);
  },
};
