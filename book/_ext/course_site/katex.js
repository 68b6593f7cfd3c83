// Answers each line of JSON on standard input, a formula, with one line of JSON, its HTML and MathML.
const katex = require(process.argv[2]);
const lines = require("node:readline").createInterface({ input: process.stdin });

const SIZES = [0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.2, 1.44, 1.728, 2.074, 2.488];
const SPACES = ["marginLeft", "marginRight", "paddingLeft", "width", "minWidth"];

// The width in em of a node of KaTeX's layout tree: stacks are as wide as their widest child, all
// else is set side by side.
function width(node, scale = 1) {
  const classes = node.classes ?? [];
  const size = (prefix) =>
    SIZES[classes.find((name) => name.startsWith(prefix) && name > prefix)?.slice(prefix.length) - 1];
  if (classes.includes("katex-sizing")) scale *= size("size") / size("reset-size");
  if (classes.includes("nulldelimiter")) return 0.12 * scale;
  // KaTeX joins letters into one node that keeps the width of the first: take .43 em for each.
  if (node.text?.length > 1) return 0.43 * node.text.length * scale;
  if (typeof node.width === "number") return (node.width + (node.italic ?? 0)) * scale;
  const children = (node.children ?? []).map((child) => width(child, scale));
  const stacked = classes.includes("vlist") || classes.includes("vlist-t");
  const space = SPACES.reduce((sum, name) => sum + (parseFloat(node.style?.[name]) || 0), 0);
  return (
    space * scale +
    children.reduce((all, child) => (stacked ? Math.max(all, child) : all + child), 0)
  );
}

// KaTeX stacks boxes in tables of one column: first what reaches above the base line, then a row as
// deep as the stack. One block with a height above and a depth says the same in a sixth of the
// elements, and is laid out faster.
function flatten(node) {
  if (!node.children) return;
  // The TeX beside the MathML: nobody sees it, and who copies a formula gets it a third time.
  node.children = node.children.map((child) => (child.type === "semantics" ? child.children[0] : child));
  node.children.forEach(flatten);
  if (!node.classes?.includes("vlist-t")) return;
  const [above, below] = node.children.map((row) => row.children[0]);
  node.children = above.children;
  node.classes = ["vlist-t", "vlist"];
  node.style.paddingTop = above.style.height;
  node.style.height = below?.style.height ?? "0";
  node.style.verticalAlign = below ? `-${below.style.height}` : "0";
}

lines.on("line", (line) => {
  const { tex, measure, ...options } = JSON.parse(line);
  options.strict = (code) => (code === "unicodeTextInMathMode" ? "ignore" : "error");
  const answer = {};
  try {
    const tree = katex.__renderToDomTree(tex, options);
    if (measure) {
      const [, visible] = (options.displayMode ? tree.children[0] : tree).children;
      answer.width = width(visible);
      answer.depth = visible.depth;
    }
    flatten(tree);
    answer.html = tree.toMarkup();
  } catch (error) {
    answer.error = error.message;
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
});
