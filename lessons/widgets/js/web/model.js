// A widget's model as its script sees it: the part of anywidget's protocol that the course uses.

/** Hold a widget's traits; `transmit(content)` sends `{ state }` or `{ message }` to Python. */
export class Model {
  #state;
  #changed = {};
  #listeners = new Map();
  #transmit;

  constructor(state, transmit) {
    this.#state = state;
    this.#transmit = transmit;
  }

  get(name) { return this.#state[name]; }

  /** Set a trait; Python gets it with the next `save_changes()`. */
  set(name, value) {
    this.#state[name] = this.#changed[name] = value;
    this.#emit(`change:${name}`, value);
  }

  save_changes() {
    if (Object.keys(this.#changed).length) this.#transmit({ state: this.#changed });
    this.#changed = {};
  }

  send(message) { this.#transmit({ message }); }

  on(name, listener) {
    if (!this.#listeners.has(name)) this.#listeners.set(name, new Set());
    this.#listeners.get(name).add(listener);
  }

  off(name, listener) { this.#listeners.get(name)?.delete(listener); }

  /** Take over what Python sends: a message, or new values of traits. */
  receive({ message, state = {} }) {
    Object.assign(this.#state, state);
    for (const [name, value] of Object.entries(state)) this.#emit(`change:${name}`, value);
    if (message !== undefined) this.#emit("msg:custom", message);
  }

  #emit(name, value) { this.#listeners.get(name)?.forEach((listener) => listener(value)); }
}
