// Rules for the scripts that run in the browser, and for those that build and test them.
import js from "@eslint/js";
import globals from "globals";

const ELSEWHERE = "Make elements with h() of dom.js: it keeps a control's keys away from the notebook.";
const MARKUP = "Text must not become markup: use h(), or showDrawing() for what Python has drawn.";
const noMarkup = [
  { selector: "AssignmentExpression[left.property.name=/^(inner|outer)HTML$/]", message: MARKUP },
  { selector: "CallExpression[callee.property.name=/^(createContextualFragment|insertAdjacentHTML|parseFromString|setHTMLUnsafe)$/]", message: MARKUP },
  { selector: "CallExpression[callee.object.name='document'][callee.property.name=/^write/]", message: MARKUP },
];
const noElements = [
  { selector: "CallExpression[callee.property.name=/^createElement/]", message: ELSEWHERE },
];

export default [
  { ignores: ["**/bundle/**", "**/labextensions/**", "build/**", ".venv/**"] },
  js.configs.recommended,
  {
    rules: {
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-shadow": "error",
      "no-unused-vars": "error",
      "no-use-before-define": ["error", { functions: false, variables: false }],
      "no-var": "error",
      "prefer-const": "error",
      "prefer-template": "error",
    },
  },
  {
    files: ["lessons/widgets/js/src/**/*.js", "lessons/widgets/js/web/**/*.js"],
    languageOptions: { globals: globals.browser },
    rules: { "no-restricted-syntax": ["error", ...noMarkup, ...noElements] },
  },
  {
    files: ["lessons/widgets/js/src/dom.js"],
    rules: { "no-restricted-syntax": ["error", ...noMarkup] },
  },
  {
    files: ["eslint.config.js", "lessons/widgets/js/build.js", "lessons/widgets/js/web/compile.js", "tests/web/*.js", "lessons/widgets/js/tests/**/*.js"],
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
  },
];
