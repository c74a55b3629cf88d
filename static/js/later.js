{
const { modules, sheets } = document.currentScript.dataset;
const each = (text) => text.split(" ").filter(Boolean);
const load = () => {
for (const module of each(modules)) import(module);
for (const sheet of each(sheets)) {
const link = document.createElement("link");
document.head.append(Object.assign(link, { rel: "prefetch", as: "style", href: sheet }));
}
};
const painted = (then) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(then)));
addEventListener("load", () => painted(load));
}
