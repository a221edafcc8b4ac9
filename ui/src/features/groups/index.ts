export { default as GroupCard } from "./GroupCard.svelte";
export { default as GroupCases } from "./GroupCases.svelte";
export { default as GroupDialog } from "./GroupDialog.svelte";
export { default as GroupListScreen } from "./GroupListScreen.svelte";
export { default as JoinDialog } from "./JoinDialog.svelte";
export { default as NewGroupDialog } from "./NewGroupDialog.svelte";
export { draftKeyOf as groupDraftKey } from "./group-form.svelte";
export { GroupMembership } from "./group-membership.svelte";
