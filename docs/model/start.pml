/*
 * How a node starts (src/Actors.Engine/Identity/StartEngine.cs), for Spin: one node whose store may be copied at any moment, and processes
 * that run on the store and on the copy, one after the other or at the same time.
 *
 *   note k: "start k was shown", in the store           start[k], open[k]: registers, each decided once
 *
 *   k = note + 1
 *   decide start[k] := own boot id      -> own:     note k, then decide open[k] := own boot id   -> own:  vote
 *                                                                                                -> void: refuse, a copy runs elsewhere
 *                                       -> other's: decide open[k] := void                       -> void: that try never voted; k + 1
 *                                                                                                -> other's: refuse, this store is a copy
 *
 * A process may crash between any two steps. What it has proposed may be decided later all the same, so a proposal stays for ever; a
 * register takes any one of its proposals at any time. That a register is decided once is what paxos.pml is for.
 *
 * Asserted: after a copy was made at note f, only one of the two stores votes in starts above f (so a store that lacks a vote of such a
 * start never votes again), and a node whose copy is never used is never refused, wherever its processes crashed.
 */

#ifndef BOOTS
#define BOOTS 4                            /* processes in all, 4 or 5; boot ids are 1 to BOOTS */
#endif
#define NUMBERS (BOOTS + 2)                /* one number more than there are boots is never exceeded */
#define STORE 0
#define COPY 1
#define VOID 0                             /* as a proposal for open[k]; no boot has that id */
#define UNDECIDED 255
#define BIT(x) (1 << (x))
#define OTHERS(mask, own) ((mask) & ~BIT(own) & ~BIT(VOID))

byte start_proposals[NUMBERS], open_proposals[NUMBERS];
byte start[NUMBERS] = UNDECIDED;
byte open[NUMBERS] = UNDECIDED;
byte boots;                                /* ids that were drawn */

byte note[2];                              /* durable in the store, and in its copy */
#ifdef SABOTAGE_KEEP_BOOT
byte tried[2];                             /* durable too: the boot id of a try that was not shown */
#endif

bool copied, used;                         /* a copy exists; a process has run on it */
byte fork;                                 /* the note when it was made */
bool voted[2];                             /* in a start above fork, since */

inline vote() {
    printf("process %d, store %d, votes in start %d\n", boot, store, k);
    if
    :: copied && k > fork -> assert(!voted[1 - store]); voted[store] = true
    :: else
    fi;
#ifdef REACH_VOTES_AFTER_TWO_VOIDS
    assert(k < 3 || open[1] != VOID || open[2] != VOID);
#endif
#ifdef REACH_COPY_VOTES_AFTER_VOID
    assert(store == STORE || k <= fork + 1);
#endif
    skip
}

inline refuse() {
    printf("process %d, store %d, is refused at start %d\n", boot, store, k);
    assert(used)                           /* an honest node is never refused */
}

/* Any proposal may be decided at any time while none is, whoever made it and whether it still runs. */
#define DECIDE(register, proposals, k, v) \
    :: d_step { register[k] == UNDECIDED && (proposals[k] & BIT(v)) -> register[k] = v }
#define DECIDE_BOTH(k, v) DECIDE(start, start_proposals, k, v) DECIDE(open, open_proposals, k, v)
#if BOOTS == 5
#define DECIDE_LAST(k) DECIDE_BOTH(k, 5)
#else
#define DECIDE_LAST(k)
#endif
#define DECIDE_ALL(k) DECIDE(open, open_proposals, k, VOID) DECIDE_BOTH(k, 1) DECIDE_BOTH(k, 2) DECIDE_BOTH(k, 3) DECIDE_BOTH(k, 4) DECIDE_LAST(k)

proctype Registers() {
end:
    do
    DECIDE_ALL(1)
    DECIDE_ALL(2)
    DECIDE_ALL(3)
    DECIDE_ALL(4)
    DECIDE_ALL(5)
    od
}

/* Somebody copies the disk, while the node runs, waits or is stopped. */
proctype Copier() {
end:
    d_step { !copied ->
        note[COPY] = note[STORE]; fork = note[STORE]; copied = true;
#ifdef SABOTAGE_KEEP_BOOT
        tried[COPY] = tried[STORE];
#endif
        printf("the store is copied at note %d\n", fork) }
}

/* The processes that run on a store, one after the other. */
proctype Node(byte store) {
    byte k, boot;
down:
    k = 0; boot = 0;
end:
    d_step { boots < BOOTS && (store == STORE || copied) ->
        boots++; boot = boots; k = note[store] + 1;
        if
        :: store == COPY -> used = true
        :: else
        fi;
#ifdef SABOTAGE_KEEP_BOOT
        if
        :: tried[store] != 0 -> boot = tried[store]
        :: else -> tried[store] = boot
        fi
#endif
    }
try:
    if
    :: goto down                           /* crash */
    :: d_step { OTHERS(open_proposals[k], boot) != 0 -> refuse() }; goto refused
    :: d_step { start_proposals[k] = start_proposals[k] | BIT(boot) }
    fi;
    if
    :: goto down
    :: d_step { start[k] == boot }; goto shown
    :: d_step { start[k] != UNDECIDED && start[k] != boot };
#ifdef SABOTAGE_REFUSE_WITHOUT_VOID
       d_step { refuse() }; goto refused
#endif
    fi;
    if
    :: goto down
    :: d_step { open_proposals[k] = open_proposals[k] | BIT(VOID) }
    fi;
    if
    :: goto down
    :: d_step { open[k] == VOID -> k++ }; goto try
    :: d_step { open[k] != UNDECIDED && open[k] != VOID -> refuse() }; goto refused
    fi;
shown:
    if
    :: goto down
#ifdef SABOTAGE_NOTE_AFTER_OPEN
    :: skip
#else
    :: d_step { note[store] = k;
#ifdef SABOTAGE_KEEP_BOOT
           tried[store] = 0
#endif
       }
#endif
    fi;
    if
    :: goto down
#ifdef SABOTAGE_VOTE_BEFORE_OPEN
    :: d_step { vote() }
#else
    :: true
#endif
    fi;
    d_step { open_proposals[k] = open_proposals[k] | BIT(boot) };
    if
    :: goto down
    :: d_step { open[k] == VOID -> refuse() }; goto refused
    :: open[k] == boot
    fi;
#ifdef SABOTAGE_NOTE_AFTER_OPEN
    if
    :: goto down
    :: d_step { note[store] = k }
    fi;
#endif
voting:
    if
    :: goto down
    :: d_step { vote() }; goto voting
    fi;
refused:
    goto down
}

init {
    atomic { run Registers(); run Copier(); run Node(STORE); run Node(COPY) }
}
