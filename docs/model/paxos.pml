/*
 * One write-once register: single-decree Paxos with a fast round 0 (see README.md for the map to src/Actors.Paxos).
 *
 *   proposer                 acceptors                 proposer
 *   Accept(fast, own)   ->   accept the first one  ->  QF equal acceptances: decided
 *   Prepare(b)          ->   Promise(b, pair)      ->  QC promises: pick a value
 *   Accept(b, value)    ->   Accepted(b)           ->  QC acceptances: decided
 *
 * The network is a set of messages that only grows. Whoever may receive a message may do so late (reordering), never (loss) or
 * again (duplication), so no step is needed for any of these. A refusal (Nack) changes no acceptor and is left out; what it tells
 * a proposer is covered by letting it start a round at any time and learn from any quorum. A proposer that begins late, skips the
 * fast round or skips a classic one is one whose messages are late or lost: so all have sent their fast Accept at the start, and
 * go round by round.
 *
 * Honest as it stands. Each SABOTAGE_x below takes one guard away, and Spin must then find an assertion violated.
 */

#ifndef N
#define N 3                                /* acceptors: 3 or 5 */
#endif
#ifndef PROPOSERS
#define PROPOSERS 2                        /* 2 or 3; proposer p proposes value p */
#endif
#ifndef BALLOTS
#define BALLOTS 3                          /* classic ballots, 1 to BALLOTS, dealt to the proposers in turn */
#endif

/* ---- Quorums (QuorumSystem.cs), as masks and sizes ---- */

#define QC (N / 2 + 1)
#define QF ((3 * N + 3) / 4)
#if N == 3
#define CLASSIC_QUORUMS(X) X(3) X(5) X(6)
#elif N == 5
#define CLASSIC_QUORUMS(X) X(7) X(11) X(13) X(14) X(19) X(21) X(22) X(25) X(26) X(28)
#endif
#ifdef SABOTAGE_FAST_QUORUM_TOO_SMALL
#undef QF
#define QF (N / 2 + 1)
#endif
#ifdef SABOTAGE_CLASSIC_QUORUM_TOO_SMALL
#undef QC
#undef CLASSIC_QUORUMS
#define QC (N / 2)
#if N == 3
#define CLASSIC_QUORUMS(X) X(1) X(2) X(4)
#elif N == 5
#define CLASSIC_QUORUMS(X) X(3) X(5) X(6) X(9) X(10) X(12) X(17) X(18) X(20) X(24)
#endif
#endif
#define SIZE_AT(b) ((b) == 0 -> QF : QC)
#define COUNT(m) (((m) & 1) + ((m) >> 1 & 1) + ((m) >> 2 & 1) + ((m) >> 3 & 1) + ((m) >> 4 & 1))

/* ---- Ballots, values, accepted pairs ---- */

#if defined(SABOTAGE_REUSE_A_BALLOT) || defined(SABOTAGE_NOTHING_IS_A_VALUE)
#define VALUES (PROPOSERS + 1)             /* the last one: of the second life of proposer 0; or the default of the type */
#else
#define VALUES PROPOSERS
#endif
#define FAST 0
#define OWNER_ORDER(p) (p)
#ifdef SABOTAGE_ONE_BALLOT_FOR_TWO
#undef OWNER_ORDER
#define OWNER_ORDER(p) 0
#endif
#define BALLOT(r, p) (((r) - 1) * PROPOSERS + OWNER_ORDER(p) + 1)
#define ROUND(b) (((b) + PROPOSERS - 1) / PROPOSERS)
#define OTHERS(b) (b % 2 == 1 -> b + 1 : b - 1)     /* of the same round, with 2 proposers */

#define NOTHING 0                          /* no accepted pair; no value is a special one */
#define PAIR(b, v) (1 + (b) * VALUES + (v))
#define BALLOT_OF(pair) (((pair) - 1) / VALUES)
#define VALUE_OF(pair) (((pair) - 1) % VALUES)
#define PAIRS (1 + (BALLOTS + 1) * VALUES)
#define BIT(x) (1 << (x))
#define HAS(set, x) ((set) & BIT(x))

#if BALLOTS == 1
#define CLASSIC_BALLOTS(X) X(1)
#elif BALLOTS == 2
#define CLASSIC_BALLOTS(X) X(1) X(2)
#elif BALLOTS == 3
#define CLASSIC_BALLOTS(X) X(1) X(2) X(3)
#elif BALLOTS == 4
#define CLASSIC_BALLOTS(X) X(1) X(2) X(3) X(4)
#elif BALLOTS == 5
#define CLASSIC_BALLOTS(X) X(1) X(2) X(3) X(4) X(5)
#endif
#if VALUES == 2
#define ANY_VALUE(X) X(0) X(1)
#define ANY_VALUE_AT(X, b) X(b, 0) X(b, 1)
#elif VALUES == 3
#define ANY_VALUE(X) X(0) X(1) X(2)
#define ANY_VALUE_AT(X, b) X(b, 0) X(b, 1) X(b, 2)
#endif

/* ---- The network: all that was ever sent ---- */

#define PROPOSALS (BIT(PROPOSERS) - 1)     /* the value of each proposer */

int prepares;                              /* ballots b: Prepare(b) */
int accepts = PROPOSALS << PAIR(FAST, 0);  /* pairs (b, v): Accept(b, v) */
int awaited;                               /* ballots whose owner waits for promises; others are not kept, as nobody looks at them */
byte promised_by[BALLOTS + 1];             /* per ballot, a mask of acceptors: Promise(b, ...) */
byte promise[N * (BALLOTS + 1)];           /* and the accepted pair that each of them told */
byte accepted_by[PAIRS];                   /* per pair (b, v), a mask of acceptors: Accepted(b) in answer to Accept(b, v) */
#define PROMISE(a, b) promise[(a) * (BALLOTS + 1) + (b)]
#if defined(SABOTAGE_REUSE_A_BALLOT) || defined(SABOTAGE_ONE_BALLOT_FOR_TWO) || defined(SABOTAGE_MATCH_BY_ROUND_ONLY)
#define KEEP_PROMISES 1                    /* here somebody does look at them */
#else
#define KEEP_PROMISES 0
#endif

/* ---- What the assertions look at ---- */

byte proposed = PROPOSALS;                 /* values that a proposer began with */
byte chosen;                               /* values that a quorum accepted at one ballot */
byte decided;                              /* values that a proposer was told to be the register's */

#ifdef LEMMAS                              /* stronger than what callers see, so only asked of the honest model */
#define LEMMA(condition) assert(condition)
#else
#define LEMMA(condition) skip
#endif

inline decide(v) {
    printf("proposer %d decides value %d\n", me, v);
    assert(HAS(proposed, v));                       /* validity */
    assert(decided == 0 || decided == BIT(v));      /* agreement */
    LEMMA(chosen == BIT(v));                        /* what is decided is what was chosen */
#ifdef REACH_DECIDED_FAST
    assert(ballot != FAST);
#endif
#ifdef REACH_DECIDED_ANOTHERS
    assert(ballot == FAST || v == me);
#endif
    decided = decided | BIT(v);
    phase = DONE; ballot = FAST; candidate = own
}

/* ---- Acceptor (Acceptor.cs) ---- */

#ifdef SABOTAGE_PREPARE_WITHOUT_COMPARING
#define MAY_PROMISE(b) (b != promised)
#else
#define MAY_PROMISE(b) (b >= promised)
#endif

#ifdef SABOTAGE_ACCEPT_WITHOUT_COMPARING
#define MAY_ACCEPT(b) true
#else
#define MAY_ACCEPT(b) (b >= promised)
#endif

#ifdef SABOTAGE_FAST_AFTER_PROMISE
#define MAY_ACCEPT_FAST (pair == NOTHING)
#elif defined(SABOTAGE_FAST_OVER_FAST)
#define MAY_ACCEPT_FAST (promised == FAST)
#else
#define MAY_ACCEPT_FAST (promised == FAST && pair == NOTHING)
#endif

#ifdef SABOTAGE_ACCEPT_WITHOUT_RAISING
#define RAISED(b) promised
#else
#define RAISED(b) b
#endif

#if defined(SABOTAGE_FORGET_THE_PROMISE)
#define RESTART d_step { printf("acceptor %d restarts\n", a); promised = FAST }
#elif defined(SABOTAGE_EMPTY_DISK)
#define RESTART d_step { printf("acceptor %d restarts\n", a); promised = FAST; pair = NOTHING }
#elif defined(SABOTAGE_ANSWER_BEFORE_WRITE)
#define RESTART d_step { printf("acceptor %d restarts\n", a); promised = disk_promised; pair = disk_pair }
#else
#define RESTART d_step { promised = promised; pair = pair }     /* reads back what it had */
#endif

/* A second Promise(b) could only differ from the first once Accept(b) was sent, when nobody waits for promises at b any more. */
#define ON_PREPARE(b) \
    :: d_step { HAS(prepares, b) && MAY_PROMISE(b) -> \
           store(b, pair); \
           if \
           :: (KEEP_PROMISES || HAS(awaited, b)) && !HAS(promised_by[b], a) -> \
               printf("acceptor %d promises ballot %d, holding ", a, b); print_pair(pair); \
               PROMISE(a, b) = pair; promised_by[b] = promised_by[b] | BIT(a) \
           :: else \
           fi }

#define ON_ACCEPT_OF(b, v) \
    :: d_step { HAS(accepts, PAIR(b, v)) && MAY_ACCEPT(b) && (pair == NOTHING || BALLOT_OF(pair) != b) -> \
           store(RAISED(b), PAIR(b, v)); accepted(PAIR(b, v)) }
#define ON_ACCEPT(b) ANY_VALUE_AT(ON_ACCEPT_OF, b)

#define ON_FAST_ACCEPT(v) \
    :: d_step { HAS(accepts, PAIR(FAST, v)) && MAY_ACCEPT_FAST -> \
           store(promised, PAIR(FAST, v)); accepted(PAIR(FAST, v)) }

inline print_pair(p) {
    if
    :: p == NOTHING -> printf("nothing\n")
    :: else -> printf("value %d of ballot %d\n", VALUE_OF(p), BALLOT_OF(p))
    fi
}

/* The write is durable before the reply is in the network. */
inline store(new_promised, new_pair) {
#ifdef SABOTAGE_ANSWER_BEFORE_WRITE
    disk_promised = promised; disk_pair = pair;     /* the latest write is still on its way */
#endif
    LEMMA(new_promised >= promised);                             /* a promise is never taken back */
    pair = new_pair;
    promised = new_promised;
    LEMMA(pair == NOTHING || BALLOT_OF(pair) <= promised)
}

inline accepted(p) {
    printf("acceptor %d accepts ", a); print_pair(p);
    accepted_by[p] = accepted_by[p] | BIT(a);
    LEMMA(BALLOT_OF(p) == FAST || COUNT((accepts >> PAIR(BALLOT_OF(p), 0)) & (BIT(VALUES) - 1)) == 1);  /* one value a ballot */
#ifdef SABOTAGE_READ_FROM_A_MINORITY
    chosen = chosen | BIT(VALUE_OF(p));
#endif
    if
    :: COUNT(accepted_by[p]) >= SIZE_AT(BALLOT_OF(p)) -> chosen = chosen | BIT(VALUE_OF(p))
    :: else
    fi;
    LEMMA(COUNT(chosen) <= 1)
}

proctype Acceptor(byte a) {
    byte promised = FAST;                  /* durable */
    byte pair = NOTHING;                   /* durable */
#ifdef SABOTAGE_ANSWER_BEFORE_WRITE
    byte disk_promised = FAST, disk_pair = NOTHING;
#endif
end:
    do
    ANY_VALUE(ON_FAST_ACCEPT)
    CLASSIC_BALLOTS(ON_PREPARE)
    CLASSIC_BALLOTS(ON_ACCEPT)
    :: RESTART                             /* at any time: a crash loses nothing but messages on their way */
    od
}

/* ---- Picking the value of a classic round from a quorum of promises (Recovery.cs) ---- */

byte i, told, highest, reports, may_be_chosen, seen, allowed, votes[VALUES];    /* scratch, all 0 between steps */

#ifdef SABOTAGE_LOWEST_BALLOT
#define BEATS(x, y) (y == NOTHING || BALLOT_OF(x) < BALLOT_OF(y))
#else
#define BEATS(x, y) (y == NOTHING || BALLOT_OF(x) > BALLOT_OF(y))
#endif

#ifdef SABOTAGE_MISCOUNT_FAST_VOTES
#define FAST_RECOVERY QF                   /* forgets that the silent ones may have accepted it too */
#else
#define FAST_RECOVERY (QF - (N - reports))
#endif

/* Sets allowed, the values that phase 2 may send after the promises of this quorum. */
inline recover(quorum) {
    for (i : 0 .. N - 1) {
        if
        :: HAS(quorum, i) ->
            reports++;
            told = PROMISE(i, ballot);
#ifdef SABOTAGE_MATCH_BY_ROUND_ONLY
            told = (HAS(promised_by[ballot], i) -> told : PROMISE(i, OTHERS(ballot)));
#endif
#ifdef SABOTAGE_NOTHING_IS_A_VALUE
            told = (told == NOTHING -> PAIR(FAST, VALUES - 1) : told);
#endif
            if
            :: told != NOTHING ->
                if
                :: BEATS(told, highest) -> highest = told
                :: else -> LEMMA(BALLOT_OF(told) != BALLOT_OF(highest) || BALLOT_OF(told) == FAST || told == highest)
                fi;
                if
                :: BALLOT_OF(told) == FAST -> votes[VALUE_OF(told)]++; seen = seen | BIT(VALUE_OF(told))
                :: else
                fi
            :: else
            fi
        :: else
        fi
    }
    for (i : 0 .. VALUES - 1) {
        if
        :: votes[i] > 0 && votes[i] >= FAST_RECOVERY -> may_be_chosen = may_be_chosen | BIT(i)
        :: else
        fi
    }
    if
#ifdef SABOTAGE_OWN_VALUE
    :: true -> allowed = BIT(own)
#else
    :: highest == NOTHING -> allowed = BIT(own)
    :: highest != NOTHING && BALLOT_OF(highest) != FAST -> allowed = BIT(VALUE_OF(highest))
    :: highest != NOTHING && BALLOT_OF(highest) == FAST && may_be_chosen -> allowed = may_be_chosen; LEMMA(COUNT(allowed) == 1)
    /* Free: the code takes the front runner, the paper anything. */
    :: highest != NOTHING && BALLOT_OF(highest) == FAST && !may_be_chosen -> allowed = seen | BIT(own)
#endif
    fi;
    told = 0; highest = 0; reports = 0; may_be_chosen = 0; seen = 0;
    for (i : 0 .. VALUES - 1) { votes[i] = 0 }
    i = 0
}

/* ---- Proposer (Proposer.cs) ---- */

mtype = { FAST_ACCEPTING, PREPARING, ACCEPTING, DONE };

/* The acceptors whose reply counts. An Accepted of the fast round goes to whoever proposed that value; one of a classic ballot
 * names the ballot, and no value. */
#if VALUES == 2
#define ACCEPTED(b) (accepted_by[PAIR(b, 0)] | accepted_by[PAIR(b, 1)])
#else
#define ACCEPTED(b) (accepted_by[PAIR(b, 0)] | accepted_by[PAIR(b, 1)] | accepted_by[PAIR(b, 2)])
#endif
#ifdef SABOTAGE_MATCH_BY_ROUND_ONLY
#define PROMISES(b) (promised_by[b] | promised_by[OTHERS(b)])
#define ACCEPTANCES(b) (b == FAST -> accepted_by[PAIR(FAST, own)] : ACCEPTED(b) | ACCEPTED(OTHERS(b)))
#else
#define PROMISES(b) promised_by[b]
#define ACCEPTANCES(b) (b == FAST -> accepted_by[PAIR(FAST, own)] : ACCEPTED(b))
#endif

#define NEXT BALLOT(ROUND(ballot) + 1, me)
#ifdef SABOTAGE_RAISE_THE_ROUND
#define ACCEPT_BALLOT (NEXT <= BALLOTS -> NEXT : ballot)
#else
#define ACCEPT_BALLOT ballot
#endif

#define ON_PROMISES(quorum) \
    :: atomic { phase == PREPARING && (PROMISES(ballot) & quorum) == quorum -> \
           d_step { recover(quorum); stop_waiting() }; \
           if ANY_VALUE(SEND_ACCEPT) fi }

#define SEND_ACCEPT(v) \
    :: d_step { HAS(allowed, v) -> \
           ballot = ACCEPT_BALLOT; candidate = v; accepts = accepts | BIT(PAIR(ballot, v)); phase = ACCEPTING; allowed = 0; \
           printf("proposer %d has promises and sends value %d at ballot %d\n", me, v, ballot) }

#define LEARN(v) \
    :: d_step { phase != DONE && HAS(chosen, v) -> stop_waiting(); decide(v) }

/* Whoever leaves the first phase of a ballot never comes back to it: its promises are dropped, to have fewer states. */
inline stop_waiting() {
    if
    :: phase == PREPARING && !KEEP_PROMISES ->
        awaited = awaited & ~BIT(ballot);
        promised_by[ballot] = 0;
        for (i : 0 .. N - 1) { PROMISE(i, ballot) = NOTHING }
        i = 0
    :: else
    fi
}

proctype Proposer(byte me) {
    mtype phase = FAST_ACCEPTING;
    byte ballot = FAST, own = me, candidate = me;
#ifdef SABOTAGE_REUSE_A_BALLOT
    bool restarted = (me != 0);
#endif
end:
    do
    :: d_step { phase != DONE && NEXT <= BALLOTS ->      /* at any time: replies are late, or the round is lost */
           stop_waiting();
           ballot = NEXT;
           prepares = prepares | BIT(ballot); awaited = awaited | BIT(ballot); phase = PREPARING;
           printf("proposer %d prepares ballot %d\n", me, ballot) }
    CLASSIC_QUORUMS(ON_PROMISES)
    :: d_step { (phase == FAST_ACCEPTING || phase == ACCEPTING) && COUNT(ACCEPTANCES(ballot)) >= SIZE_AT(ballot) ->
           decide(candidate) }
    ANY_VALUE(LEARN)                       /* from the pairs in refusals and reports, or because somebody tells */
#ifdef SABOTAGE_REUSE_A_BALLOT
    :: d_step { !restarted ->
           printf("proposer %d restarts, now proposing value %d\n", me, VALUES - 1);
           restarted = true; own = VALUES - 1; candidate = own; ballot = FAST; phase = FAST_ACCEPTING;
           proposed = proposed | BIT(own); accepts = accepts | BIT(PAIR(FAST, own)) }
#endif
    od
}

init {
    atomic {
        run Acceptor(0); run Acceptor(1); run Acceptor(2);
#if N == 5
        run Acceptor(3); run Acceptor(4);
#endif
        run Proposer(0); run Proposer(1)
#if PROPOSERS == 3
        ; run Proposer(2)
#endif
    }
}
