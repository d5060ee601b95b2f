// Bundle what runs in the browser: `npm run build` writes bundle/, which is committed, because a
// learner's machine has no node. `node build.js DIRECTORY` writes the same files elsewhere.
import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const HERE = dirname(fileURLToPath(import.meta.url));
// Scripts that Python loads; all others are parts of these, of the web edition's pages, or of the
// extension of JupyterLab, which the server finds in ../labextensions. Every style sheet is loaded.
const WIDGETS = [
  "estimate", "exam_card", "explorer", "hand_in_form", "journal_controls", "lesson_result", "quiz_card",
  "review_card", "role_play", "search", "teaching",
];
const INLINED = ["gradebook_page", "slides"]; // Python writes these into pages that need no other file
const EXTENSION = process.argv[3] ?? join(HERE, "..", "labextensions", "cooperative-security", "static");
const FIELDS = filesIn("src/fields", ".js");
const STYLES = [...filesIn("css", ".css"), ...filesIn("css/fields", ".css")];

function filesIn(folder, ending) {
  const names = readdirSync(join(HERE, folder)).filter((name) => name.endsWith(ending));
  return names.sort().map((name) => join(HERE, folder, name));
}

const options = {
  bundle: true,
  minify: true,
  charset: "utf8",
  format: "esm",
  legalComments: "none",
  logLevel: "warning",
  outdir: process.argv[2] ?? join(HERE, "bundle"),
  target: "es2023",
};
const sources = (names) => names.map((name) => join(HERE, "src", `${name}.js`));
await build({ ...options, entryPoints: [...sources(WIDGETS), ...FIELDS], outbase: join(HERE, "src") });
await build({ ...options, entryPoints: sources(INLINED), format: "iife" });
await build({ ...options, entryPoints: sources(["lab_extension"]), format: "iife", outdir: EXTENSION });
const pages = ["host", "service-worker", "worker"].map((name) => join(HERE, "web", `${name}.js`));
await build({ ...options, entryPoints: pages, outdir: join(options.outdir, "web") });
await build({ ...options, entryPoints: STYLES, outbase: join(HERE, "css"), target: "esnext" });
