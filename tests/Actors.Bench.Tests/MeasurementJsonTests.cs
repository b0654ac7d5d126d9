using Actors.Bench.Results;

namespace Actors.Bench.Tests;

public sealed class MeasurementJsonTests
{
    [Fact]
    public void A_measurement_is_one_line_with_the_agreed_names() => Assert.Equal(
        """{"system":"actors","workload":"decide","callers":64,"ops_s":9000,"p50_ms":6.4,"p99_ms":22.6,"cpu_s_per_1000":0.21}""",
        MeasurementJson.Line(new Measurement("actors", "decide", 64, 9000, 6.4, 22.6, 0.21)));

    [Fact]
    public void What_only_some_loads_have_comes_last() => Assert.EndsWith(
        ""","gap_ms":21,"bytes_per_register":130}""",
        MeasurementJson.Line(new Measurement("actors", "failover", 16, 1, 1, 1, 1, GapMs: 21, BytesPerRegister: 130)));

    [Fact]
    public void Numbers_have_six_digits() => Assert.Contains(
        "\"ops_s\":12345.7,\"p50_ms\":0.00123457,\"p99_ms\":0,\"cpu_s_per_1000\":1234568}",
        MeasurementJson.Line(new Measurement("etcd", "read", 64, 12345.678, 0.001234567, 0, 1234567.8)));
}
