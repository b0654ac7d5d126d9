# Three nodes, each in a network namespace of its own, and one for callers; sourced by the scripts beside this file. By hand, as root.
[ "$(id -u)" = 0 ] || { echo "Run this as root: it makes network namespaces." >&2; exit 1; }
work=$(mktemp -d)
cluster="n1=10.99.0.1:7100,n2=10.99.0.2:7100,n3=10.99.0.3:7100"
declare -A pid

in_node() { ip netns exec "chaos-$1" "${@:2}"; }
exec_node() { exec ip netns exec "chaos-$1" "${@:2}"; }
in_hub() { ip netns exec chaos-hub "$@"; }

# Projects to build, Release.
build() {
  for project; do
    dotnet build "$project" -c Release -v quiet --nologo > "$work/build.log" || { cat "$work/build.log"; exit 1; }
  done
}

network_up() {
  ip netns add chaos-hub
  in_hub ip link add br0 type bridge
  in_hub ip addr add 10.99.0.254/24 dev br0
  in_hub ip link set br0 up
  in_hub ip link set lo up
  for i in 1 2 3; do
    ip netns add "chaos-n$i"
    in_node "n$i" ip link set lo up
    in_node "n$i" ip link add eth0 type veth peer name "port$i" netns chaos-hub
    in_node "n$i" ip addr add "10.99.0.$i/24" dev eth0
    in_node "n$i" ip link set eth0 up
    in_hub ip link set "port$i" master br0
    in_hub ip link set "port$i" up
  done
}

start() {
  # Replaces the shell, so that the process id is the node's own.
  exec_node "$1" dotnet Silo/bin/Release/net10.0/Silo.dll --node "$1" --cluster "$cluster" --urls "http://10.99.0.${1#n}:5080" --data "$work/$1" \
    >> "$work/$1.log" 2>&1 &
  pid[$1]=$!
}

# Whether a quorum votes, asked at one node.
ready() { until in_hub curl -sf -m 2 -o /dev/null "http://10.99.0.${1#n}:5080/health/quorum"; do sleep 0.2; done; }

stop_all() {
  for n in "${!pid[@]}"; do kill -CONT "${pid[$n]}" 2>/dev/null || true; kill -9 "${pid[$n]}" 2>/dev/null || true; done
  wait 2>/dev/null || true
  for n in hub n1 n2 n3; do ip netns del "chaos-$n" 2>/dev/null || true; done
}
trap stop_all EXIT
trap 'exit 1' INT TERM
