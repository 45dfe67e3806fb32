/**
 * The schedule: which rule is due, what its run is to judge, and what is remembered of it.
 *
 * <p>From the outside in: {@code TaskStarter} keeps the persistent task in the cluster state, {@code DetectTask} ticks
 * on one node, {@code Ticks} starts what is due and remembers what is over in one fenced document
 * ({@code ScheduleMemory}), {@code Rounds} finds out for the rules that are due together what arrived and has them run
 * by {@code spread}. {@code Sweep} writes the alerts of events that were judged inline and whose alerts were lost.
 * {@link org.esdetect.es.schedule.ScheduledPath} puts all of it together, runs by hand included; nothing else here
 * knows {@code hand}, and only {@code plugin} knows this room.
 *
 * <p>What keeps events from slipping by:
 *
 * <ul>
 *   <li>What is new is what arrived, by sequence number; event time only joins. So late events, events of the future
 *       and missed ticks need no case of their own.
 *   <li>A cursor moves only over what was judged and whose alerts are in the index. A shard that could not be read
 *       keeps its place; a sequence rule reads again what it joined without that shard.
 *   <li>The same alert has the same id whoever writes it, so that everything may be done twice.
 *   <li>An index that changes from scheduled to inline, and a rule that not every node has loaded yet, are read by both
 *       for a while.
 *   <li>A verdict that something did not happen waits until it can no longer turn up.
 *   <li>Who is slow holds up nobody: a tick does not wait for it, and its rule is left out until it is over. The owner
 *       alone moves cursors, so a run may be lost, refused, cancelled or done twice.
 *   <li>Too much for one run is done in parts; what cannot be divided fails and says which setting is in the way.
 * </ul>
 */
@NullMarked
package org.esdetect.es.schedule;

import org.jspecify.annotations.NullMarked;
