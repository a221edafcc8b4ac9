export { bindingFor, comboText, isMac, type KeyPress } from "./match";
export { bindings, localKeys, type Binding, type CommandId } from "./table";
